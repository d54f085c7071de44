import { setTimeout as delay } from 'node:timers/promises'
import { startTcpProxy } from '@one-hcm/platform/testing/tcp-proxy'
import { textAt } from '../testing/client.ts'
import { type Person, signUpCandidate } from '../testing/people.ts'
import { openTap, type Tap } from '../testing/rabbit.ts'
import { apply, changeStatus, type Offer, publishOffer } from '../testing/recruitment.ts'
import { type Shape, startSystem } from '../testing/system.ts'
import { waitFor } from '../testing/wait.ts'
import { unpublished } from '../torture/checkers/broker.ts'
import { examineSystem, logOf } from '../torture/examine.ts'
import { createWorld } from '../torture/world.ts'
import { judgeOutage, type Phase } from './judge-outage.ts'
import { pacedLoad } from './paced-load.ts'

export type OutageOptions = {
  shape: Shape
  amqpUrl: string
  /** Seconds of load before the broker goes away, and while it is away. */
  beforeS: number
  outageS: number
  /** Calls per second: half of them submissions, half of them moves of what was submitted. */
  perSecond: number
  say(line: string): void
}

export type OutageReport = Omit<OutageOptions, 'say' | 'amqpUrl'> & {
  before: Phase
  during: Phase
  applications: number
  events: number
  backlog: number
  drainedAfterMs: number | undefined
  violations: string[]
}

const OFFERS = 40
const DRAIN_WITHIN_MS = 180_000
const HANDED_ON_MS = 500
const FIRST_MOVE = 'reviewed'

/**
 * Cuts a whole system off from RabbitMQ under load, lets it find it again, and holds what callers were told against the
 * log, the messages and the lake. The broker itself goes on: others may use it.
 */
export async function runBrokerOutage(options: OutageOptions): Promise<OutageReport> {
  const { shape, amqpUrl, beforeS, outageS, perSecond, say } = options
  const broker = new URL(amqpUrl)
  const wire = await startTcpProxy(broker.hostname, Number(broker.port || 5672))
  const wired = new URL(amqpUrl)
  wired.hostname = '127.0.0.1'
  wired.port = String(wire.port)
  const system = await startSystem({
    shape,
    amqpUrl: wired.href,
    env: { RATE_LIMIT_ENABLED: 'false', LOG_LEVEL: 'warn' },
  })
  let tap: Tap | undefined
  try {
    const { client } = system
    const world = await createWorld(client, system)
    const recruiter = world.recruiters[0]!
    const offers: Offer[] = []
    for (let count = 0; count < OFFERS; count += 1) offers.push(await publishOffer(client, recruiter))
    const candidates: Person[] = []
    const calls = (beforeS + outageS) * perSecond
    for (let count = 0; count < Math.ceil(calls / OFFERS); count += 1) candidates.push(await signUpCandidate(client))
    say(`${offers.length} offers, ${candidates.length} candidates`)

    // Listens past the wire, to hear what gets through.
    tap = await waitFor('the exchange of events', () => openTap(amqpUrl, system.broker!.prefix).catch(() => undefined))
    const since = BigInt((await logOf(client, world.auditor)).at(-1)?.position ?? 0)
    const published = () => tap?.messages.map(({ properties }) => String(properties.messageId)) ?? []

    const pairs = candidates.flatMap((candidate) => offers.map((offer) => ({ candidate, offer })))
    const acknowledged: string[] = []
    const toMove: string[] = []
    const submitNext = async (): Promise<number> => {
      const pair = pairs.pop()
      if (!pair) throw new Error('There are fewer candidates than calls')
      const answer = await apply(client, pair.candidate, pair.offer)
      if (answer.status === 201) {
        acknowledged.push(textAt(answer, 'data', 'id'))
        toMove.push(acknowledged.at(-1)!)
      }
      return answer.status
    }
    const call = (number: number): Promise<number> => {
      const id = number % 2 === 1 ? toMove.shift() : undefined
      return id === undefined
        ? submitNext()
        : changeStatus(client, recruiter, id, FIRST_MOVE).then(({ status }) => status)
    }

    const before = await pacedLoad(perSecond, beforeS, call)
    say(`before: ${before.ok} of ${before.sent} answered 2xx, p50 ${before.p50Ms} ms, p99 ${before.p99Ms} ms`)
    wire.setReachable(false)
    // What was on the broker's side of the wire when it was cut is still handed on.
    await delay(HANDED_ON_MS)
    const toldBefore = published().length
    const during = await pacedLoad(perSecond, outageS, call)
    const toldDuring = published().length - toldBefore
    say(`broker away: ${during.ok} of ${during.sent} answered 2xx, p50 ${during.p50Ms} ms, p99 ${during.p99Ms} ms`)
    const log = await logOf(client, world.auditor)
    const backlog = unpublished(log, published(), since).length

    wire.setReachable(true)
    const restored = performance.now()
    const drainedAfterMs = await waitFor(
      'the backlog',
      () => unpublished(log, published(), since).length === 0,
      DRAIN_WITHIN_MS,
    ).then(
      () => Math.round(performance.now() - restored),
      () => undefined,
    )
    say(
      `backlog of ${backlog} events: ${drainedAfterMs === undefined ? 'not drained' : `drained after ${drainedAfterMs} ms`}`,
    )
    const violations = judgeOutage({
      before,
      during,
      acknowledged,
      toldDuring,
      log,
      published: published(),
      since,
      drainedAfterMs,
    })
    violations.push(...(await examineSystem(system)))
    const { length: events } = log
    return {
      shape,
      beforeS,
      outageS,
      perSecond,
      before,
      during,
      applications: acknowledged.length,
      events,
      backlog,
      drainedAfterMs,
      violations,
    }
  } finally {
    await tap?.close().catch(() => undefined)
    wire.setReachable(true)
    await system.dispose()
    await wire.stop()
  }
}
