import { type Client, expectStatus } from '../testing/client.ts'
import { createColleague, createFirstAdmin, type Person, signUpCandidate } from '../testing/people.ts'
import { createRandom } from '../testing/random.ts'
import { applied, exportLog, publishOffer } from '../testing/recruitment.ts'
import { type Shape, startSystem } from '../testing/system.ts'
import { examineDashboards } from '../torture/read-dashboards.ts'
import { examineLakeFacts } from '../torture/read-lake-facts.ts'
import { type Attempt, outcomesOf } from './attempts.ts'
import { type Shown, vacuous, violationsOf } from './judge.ts'
import { type Field, playRecruiter } from './recruiter.ts'

export type RecruitersOptions = {
  seed: number
  shape: Shape
  seconds: number
  recruiters: number
  /** Candidates they all work on. */
  candidates: number
  /** Places in the calendar: fewer than candidates would leave none to move to. */
  places: number
  say(line: string): void
}

export type RecruitersReport = Omit<RecruitersOptions, 'say'> & {
  startedAt: string
  durationS: number
  writes: number
  outcomes: ReturnType<typeof outcomesOf>
  /** Events in the calendar, and in the evaluations. */
  events: { calendar: number; evaluations: number }
  violations: string[]
}

/** Passwords are hashed one at a time; more than a few only wait. */
const ACCOUNTS_AT_ONCE = 4
const PAUSE_MAX_MS = 20
/** On a slow machine, a short run goes on until everything has happened once, this many times its length at most. */
const LONGEST = 5
/** What may still be under way once nobody writes: policies that a timeout left to their followers. */
const SETTLES_WITHIN_MS = 30_000

/**
 * Recruiters who move, swap, call off and score the interviews of the same candidates at once, against a running system;
 * afterwards the history is held to its rules, every answer to the history, and every screen to a recount.
 */
export async function tortureRecruiters(options: RecruitersOptions): Promise<RecruitersReport> {
  const { seed, shape, seconds, say } = options
  const startedAt = new Date()
  const random = createRandom(seed)
  const system = await startSystem({ shape, env: { RATE_LIMIT_ENABLED: 'false', LOG_LEVEL: 'warn' } })
  try {
    const { client } = system
    const admin = await createFirstAdmin(client, system.bootstrapToken)
    const auditor = await createColleague(client, admin, 'auditor')
    const recruiters = await inTurns(options.recruiters, () => createColleague(client, admin, 'recruiter'))
    const field = await prepare(client, recruiters[0]!, options)
    say(`${recruiters.length} recruiters, ${field.applications.length} candidates, ${field.places.length} places`)

    const started = performance.now()
    const attempts: Attempt[] = []
    const goesOn = () => {
      const passedS = (performance.now() - started) / 1_000
      return passedS < seconds || (passedS < LONGEST * seconds && vacuous(attempts).length > 0)
    }
    await Promise.all(
      recruiters.map((person, index) =>
        playRecruiter({
          client,
          person,
          field,
          attempts,
          goesOn,
          pauseMaxMs: PAUSE_MAX_MS,
          random: random.fork(`recruiter ${index}`),
        }),
      ),
    )
    const durationS = Math.round((performance.now() - started) / 1_000)
    say(`${attempts.length} writes in ${durationS} s: ${JSON.stringify(outcomesOf(attempts))}`)

    const { violations, log } = await judged(client, { auditor, admin, attempts })
    const seen = { admin, recruiters: [recruiters[0]!] }
    violations.push(...(await examineDashboards(client, seen, () => exportLog(client, auditor))))
    const verified = await system.operator('projections', 'verify')
    if (verified.code !== 0) violations.push(`read models differ from a replay: ${verified.stdout.slice(-500)}`)
    violations.push(...(await examineLakeFacts(system, admin)))
    const { say: _say, ...configuration } = options
    return {
      ...configuration,
      startedAt: startedAt.toISOString(),
      durationS,
      writes: attempts.length,
      outcomes: outcomesOf(attempts),
      events: {
        calendar: log.filter(({ stream }) => stream === 'interviewCalendar-main').length,
        evaluations: log.filter(({ stream }) => stream.startsWith('protocol1-')).length,
      },
      violations: [...violations, ...vacuous(attempts)],
    }
  } finally {
    await system.dispose()
  }
}

async function prepare(
  client: Client,
  recruiter: Person,
  { candidates, places }: Pick<RecruitersOptions, 'candidates' | 'places'>,
): Promise<Field> {
  const offer = await publishOffer(client, recruiter)
  const people = await inTurns(candidates, () => signUpCandidate(client))
  const applications: string[] = []
  for (const person of people) applications.push(await applied(client, person, offer))
  const day = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)
  return {
    applications,
    places: Array.from({ length: places }, (_, index) => ({ date: day, time: `${String(index).padStart(2, '0')}:00` })),
  }
}

async function inTurns<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  const made: T[] = []
  let begun = 0
  const work = async () => {
    while (begun++ < count) made.push(await make())
  }
  await Promise.all(Array.from({ length: ACCOUNTS_AT_ONCE }, work))
  return made
}

/** Holds everything to its rules; what is not yet settled is looked at again for a while. */
async function judged(
  client: Client,
  { auditor, admin, attempts }: { auditor: Person; admin: Person; attempts: readonly Attempt[] },
) {
  const giveUp = performance.now() + SETTLES_WITHIN_MS
  for (;;) {
    const shown = await screens(client, admin)
    const log = await exportLog(client, auditor)
    const violations = violationsOf(attempts, log, shown)
    if (violations.length === 0 || performance.now() > giveUp) return { violations, log }
  }
}

async function screens(client: Client, { token }: Person): Promise<Shown> {
  const read = async <T>(path: string): Promise<T> => expectStatus(await client.get(path, { token }), 200).body as T
  const [applications, slots, statistics, dashboard] = await Promise.all([
    read<{ data: Shown['applications'] }>('/api/v1/applications?limit=1000'),
    read<{ data: Shown['slots'] }>('/api/v1/interviews/slots?is_available=false&limit=1000'),
    read<Shown['statistics']>('/api/v1/interviews/stats/overview'),
    read<{ stats: Shown['dashboard'] }>('/api/v1/optimized/dashboard/stats/optimized?recruiter_id=all'),
  ])
  return { applications: applications.data, slots: slots.data, statistics, dashboard: dashboard.stats }
}
