import { expectStatus } from '../testing/client.ts'
import { createColleague, createFirstAdmin, type Person, signUpCandidate, uniqueEmail } from '../testing/people.ts'
import { createRandom } from '../testing/random.ts'
import { exportLog } from '../testing/recruitment.ts'
import { type Shape, startSystem } from '../testing/system.ts'
import { makeChange, optIn, ownMark, prepareStage } from './changes.ts'
import { violationsIn } from './check-stream.ts'
import { expectationsOf, type Viewer } from './expectations.ts'
import { startWatcher } from './watcher.ts'

export type LiveTortureOptions = {
  seed: number
  shape: Shape
  /** Changes that are made while clients look. */
  changes: number
  /** How often each client is cut. */
  cuts: number
  /** Changes made at once. */
  width: number
  say(sentence: string): void
}

export type LiveTortureReport = Omit<LiveTortureOptions, 'say'> & {
  /** ISO-8601, UTC. */
  startedAt: string
  events: number
  /** Milliseconds from the first change to the last message. */
  durationMs: number
  clients: { name: string; cuts: number; messages: number; changes: number; violations: string[] }[]
  violations: string[]
}

/**
 * Clients in every role look on while changes are made, and are cut again and again at random places; each comes back
 * with its last id, at any instance. In the end the log says what each of them had to hear.
 */
export async function tortureLiveUpdates(options: LiveTortureOptions): Promise<LiveTortureReport> {
  const { seed, shape, changes, cuts, width, say } = options
  const random = createRandom(seed)
  const startedAt = new Date().toISOString()
  const system = await startSystem({ shape, env: { RATE_LIMIT_ENABLED: 'false' } })
  try {
    const { client, origins } = system
    const admin = await createFirstAdmin(client, system.bootstrapToken)
    const colleague = (role: string) => createColleague(client, admin, role)
    const [recruiter, observer, auditor, scribe] = [
      await colleague('recruiter'),
      await colleague('observer'),
      await colleague('auditor'),
      await colleague('auditor'),
    ]
    const external = await signUpCandidate(client)
    const internal = await signUpCandidate(client, {
      candidate_status: 'interne',
      email: uniqueEmail('interne', 'seeg-gabon.com'),
      matricule: 100_000 + random.integer(899_999_999),
    })
    const bystander = await signUpCandidate(client)
    for (const candidate of [external, internal]) await optIn(client, candidate)
    const viewers: (Viewer & { person: Person })[] = [
      { name: 'administrator', role: 'admin', id: admin.id, person: admin },
      { name: 'recruiter', role: 'recruiter', id: recruiter.id, person: recruiter },
      { name: 'observer', role: 'observer', id: observer.id, person: observer },
      { name: 'auditor', role: 'auditor', id: auditor.id, person: auditor },
      { name: 'external candidate', role: 'candidate', audience: 'externe', id: external.id, person: external },
      { name: 'internal candidate', role: 'candidate', audience: 'interne', id: internal.id, person: internal },
    ]
    const stage = await prepareStage(client, recruiter, [external, internal, bystander])
    const since = await positionOf(client, admin)
    const watchers = await Promise.all(
      viewers.map(({ person, name }) => startWatcher({ client, origins, person, random: random.fork(name) })),
    )
    say(`${watchers.length} clients look on`)

    const started = performance.now()
    let made = 0
    const plans = viewers.map(({ name }) => {
      const own = random.fork(`cuts of ${name}`)
      return Array.from({ length: cuts }, () => own.integer(changes)).toSorted((a, b) => a - b)
    })
    const cutting = watchers.map(async (watcher, index) => {
      for (const due of plans[index]!) {
        while (made < due) await new Promise((resolve) => setTimeout(resolve, 5))
        await watcher.cut()
      }
    })
    const writers = Array.from({ length: width }, async (_, index) => {
      const own = random.fork(`writer ${index}`)
      while (made < changes) {
        made += 1
        if (made % 500 === 0) say(`${made} changes`)
        await makeChange(stage, own)
      }
    })
    await Promise.all([...writers, ...cutting])
    for (const [index, watcher] of watchers.entries())
      await watcher.reached(await ownMark(client, viewers[index]!.person))
    const durationMs = Math.round(performance.now() - started)
    for (const watcher of watchers) await watcher.stop()

    const log = (await exportLog(client, scribe)).filter(({ position }) => BigInt(position) > 0n)
    const clients = viewers.map((viewer, index) => {
      const { heard } = watchers[index]!
      const [first, last] = [BigInt(heard[0]?.id ?? 0), BigInt(heard.at(-1)?.id ?? 0)]
      const expected = expectationsOf(log, viewer)
      const must = expected.must.filter(({ position }) => position > since && position >= first && position <= last)
      const lost = expected.must.filter(({ position }) => position > since && position < first)
      return {
        name: viewer.name,
        cuts: watchers[index]!.cuts(),
        messages: heard.length,
        changes: heard.reduce((sum, message) => sum + message.changes.length, 0),
        violations: [
          ...violationsIn(heard, { ...expected, must }),
          ...(lost.length > 0 ? [`missing at the beginning: ${lost.length}`] : []),
        ],
      }
    })
    const violations = clients.flatMap(({ name, violations }) => violations.map((one) => `${name}: ${one}`))
    violations.push(...system.unexpectedEnds())
    const events = log.filter(({ position }) => BigInt(position) > since).length
    return { seed, shape, changes: made, cuts, width, startedAt, events, durationMs, clients, violations }
  } finally {
    await system.dispose()
  }
}

/** Where the log ends now. */
async function positionOf(client: Parameters<typeof ownMark>[0], person: Person): Promise<bigint> {
  const mark = await ownMark(client, person)
  expectStatus(await client.get('/api/v1/users/me', { token: person.token, consistency: String(mark) }), 200)
  return mark
}
