import { setTimeout as delay } from 'node:timers/promises'
import { deadlineFaults } from '@one-hcm/command-api/recruitment/deadlines/testing/deadline-faults'
import type { Recorded } from '@one-hcm/contracts/kernel/event'
import { deadlineId } from '@one-hcm/contracts/recruitment/deadlines/deadline-kind'
import { createColleague, createFirstAdmin, type Person } from '../testing/people.ts'
import { createRandom, type Random } from '../testing/random.ts'
import { type AuditEvent, publishOffer } from '../testing/recruitment.ts'
import { type Shape, type System, startSystem } from '../testing/system.ts'
import { logOf } from '../torture/examine.ts'

export type DeadlineTortureOptions = {
  seed: number
  shape: Shape
  offers: number
  kills: number
  say(line: string): void
}

export type DeadlineTortureReport = Omit<DeadlineTortureOptions, 'say'> & {
  durationS: number
  writes: number
  reached: number
  closed: number
  movedByHand: number
  calledOff: number
  violations: string[]
}

/** Offers end within seconds, so that kills fall before, between and after the deadline, its event and the closing. */
const ENDS_WITHIN_MS = 6_000
/** What a machine that is busy starting killed processes again may need to do what is late. */
const CAUGHT_UP_WITHIN_MS = 90_000
const OURS = /^(Deadline|JobOffer)/
/** The processes of the way from the clock to the closed offer, and all of them together. */
const VICTIMS = ['reactors', 'reactors', 'projectors', 'event-store', 'all']

/**
 * Offers are opened, moved, closed, opened again, and their deadlines moved and called off by hand, while processes are
 * killed. In the end every deadline that was set has come to pass once or was called off, and no offer is open behind its
 * own; a rebuild of the read models and a restart with nothing left to do add nothing.
 */
export async function tortureDeadlines(options: DeadlineTortureOptions): Promise<DeadlineTortureReport> {
  const { seed, shape, kills, say } = options
  const started = performance.now()
  const random = createRandom(seed)
  const system = await startSystem({
    shape,
    env: { RATE_LIMIT_ENABLED: 'false', LOG_LEVEL: 'warn', DEADLINE_CHECK_MS: '50' },
  })
  const violations: string[] = []
  let writes = 0
  let log: readonly AuditEvent[] = []
  try {
    const admin = await createFirstAdmin(system.client, system.bootstrapToken)
    const auditor = await createColleague(system.client, admin, 'auditor')
    const offers: string[] = []
    for (let n = 0; n < options.offers; n++)
      offers.push((await publishOffer(system.client, admin, { application_deadline: soon(random) })).id)

    let going = true
    const churn = (async () => {
      const own = random.fork('churn')
      while (going) {
        await change(system, admin, own.pick(offers), own)
        writes += 1
        await delay(own.integer(60))
      }
    })()
    for (let kill = 1; kill <= kills; kill++) {
      await delay(random.integer(2_000))
      const victim = random.pick(VICTIMS)
      if (victim === 'all' || shape === 'one-process') system.killAll()
      else system.kill(victim)
      await system.recover()
      say(`kill ${kill}/${kills}: ${victim}, ${writes} writes`)
    }
    going = false
    await churn

    violations.push(...(await untilKept(system, auditor, (events) => (log = events))))
    const before = countOf(log, OURS)
    const rebuilt = await system.operator('projections', 'rebuild')
    if (rebuilt.code !== 0) violations.push(`projections rebuild: ${rebuilt.stderr}`)
    system.killAll()
    await system.recover()
    await delay(1_000)
    log = await logOf(system.client, auditor)
    if (countOf(log, OURS) !== before) violations.push('a rebuild and a restart added events')
    const verified = await system.operator('projections', 'verify')
    if (verified.code !== 0) violations.push(`projections verify: ${verified.stdout}`)
    violations.push(...system.unexpectedEnds())
  } finally {
    await system.dispose().catch((error: Error) => violations.push(error.message))
  }
  const { say: _say, ...told } = options
  return {
    ...told,
    durationS: Math.round((performance.now() - started) / 1_000),
    writes,
    reached: countOf(log, /^DeadlineReached$/),
    closed: log.filter(({ type, data }) => type === 'JobOfferClosed' && data.reason === 'deadline').length,
    movedByHand: log.filter(({ type, data }) => type === 'DeadlineMoved' && data.moved_by_hand).length,
    calledOff: log.filter(({ type, data }) => type === 'DeadlineCancelled' && data.reason === 'by-hand').length,
    violations,
  }
}

const soon = (random: Random) => new Date(Date.now() + 500 + random.integer(ENDS_WITHIN_MS)).toISOString()

/** Something a recruiter may do to an offer or to its closing; refused or lost, it is one more way to be in between. */
async function change({ client }: System, { token }: Person, offer: string, random: Random): Promise<void> {
  const path = `/api/v1/jobs/${offer}`
  const closing = `/api/v1/deadlines/${deadlineId('offer-closing', offer)}`
  const dice = random.next()
  const timeoutMs = 5_000
  if (dice < 0.3) await client.put(path, { token, timeoutMs, json: { application_deadline: soon(random) } })
  else if (dice < 0.4) await client.put(path, { token, timeoutMs, json: { status: 'closed' } })
  else if (dice < 0.75)
    await client.put(path, { token, timeoutMs, json: { status: 'active', application_deadline: soon(random) } })
  else if (dice < 0.85)
    await client.put(path, { token, timeoutMs, json: { salary_note: `Note ${random.integer(1e6)}` } })
  else if (dice < 0.95) await client.put(closing, { token, timeoutMs, json: { due_at: soon(random) } })
  else await client.call('DELETE', closing, { token, timeoutMs })
}

/** Waits until nothing is late any more; resolves with what is still broken then. */
async function untilKept(
  system: System,
  auditor: Person,
  keep: (log: readonly AuditEvent[]) => void,
): Promise<string[]> {
  for (const until = performance.now() + CAUGHT_UP_WITHIN_MS; ; await delay(500)) {
    const log = await logOf(system.client, auditor)
    keep(log)
    const faults = deadlineFaults(log.map(recorded), new Date().toISOString(), { withinMs: 0 })
    const lately = Date.now() - ENDS_WITHIN_MS - 2_000
    const isQuiet = !log.some(({ type, occurred_at }) => OURS.test(type) && Date.parse(occurred_at) > lately)
    if ((faults.length === 0 && isQuiet) || performance.now() > until) return faults
  }
}

/** An event of the audit export as the checker reads it. */
export const recorded = ({ event_id, stream, revision, type, data, occurred_at }: AuditEvent): Recorded =>
  ({ id: event_id, stream, revision, type, data, metadata: { occurred_at } }) as unknown as Recorded

const countOf = (log: readonly AuditEvent[], type: RegExp): number =>
  log.filter((event) => type.test(event.type)).length
