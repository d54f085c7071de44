import { setTimeout as delay } from 'node:timers/promises'
import { openTap, type Tap } from '../testing/rabbit.ts'
import { createRandom } from '../testing/random.ts'
import { type Shape, type System, startSystem } from '../testing/system.ts'
import { waitFor } from '../testing/wait.ts'
import { createBarrier } from './barrier.ts'
import { checkAll } from './checkers/all.ts'
import { outOfOrder, redeliveries, unfounded, unpublished } from './checkers/broker.ts'
import { effectsInReads } from './checkers/reads.ts'
import { type Sightings, sightingsOf, vacuous } from './checkers/sometimes.ts'
import { environmentOf } from './environment.ts'
import { examineSystem, logOf, readApplications } from './examine.ts'
import { openHistory, settledOf } from './history.ts'
import { planStrike, strike } from './nemesis.ts'
import { examineDashboards } from './read-dashboards.ts'
import { createUsers } from './users.ts'
import { createWorld, renewTokens } from './world.ts'

export type TortureOptions = {
  seed: number
  rounds: number
  shape: Shape
  amqpUrl: string | undefined
  /** Writes per round. */
  operations: number
  /** Virtual users. */
  atOnce: number
  /** Rounds after which read models and lake are compared with the log; always at the end. */
  examineEvery: number
  historyFile: string
  say(line: string): void
}

export type RoundReport = { round: number; victim: string; again: boolean; recoveryMs: number; examined: boolean }

export type TortureReport = {
  seed: number
  shape: Shape
  broker: boolean
  operationsPerRound: number
  users: number
  startedAt: string
  durationS: number
  rounds: RoundReport[]
  writes: { all: number; ok: number; refused: number; unsettled: number; tries: number }
  events: number
  sightings: Sightings
  violations: string[]
}

const RELAY_WITHIN_MS = 60_000
const TOKENS_LAST_MS = 15 * 60_000
/** Enough is known by then, and every further round would say it again. */
const VIOLATIONS_MAX = 50
/** A short run in which chance spared everybody goes on until it has met what it is for, this many times its length at most. */
const LONGEST = 5

/**
 * Lets virtual users write while processes are killed, round after round, and holds what they were told against the
 * log, the reads, the read models and the lake.
 */
export async function runTorture(options: TortureOptions): Promise<TortureReport> {
  const { seed, rounds, shape, amqpUrl, operations, atOnce, say } = options
  const startedAt = new Date()
  const started = performance.now()
  const history = openHistory(options.historyFile, {
    ...environmentOf(),
    ...options,
    amqpUrl: amqpUrl !== undefined,
    say: undefined,
  })
  const system: System = await startSystem({ shape, amqpUrl, env: { RATE_LIMIT_ENABLED: 'false', LOG_LEVEL: 'warn' } })
  const reports: RoundReport[] = []
  const violations: string[] = []
  let events = 0
  let tap: Tap | undefined
  const published = () => tap?.messages.map(({ properties }) => String(properties.messageId)) ?? []
  try {
    const { client } = system
    const random = createRandom(seed)
    const world = await createWorld(client, system)
    const { broker } = system
    if (broker)
      tap = await waitFor('the exchange of events', () => openTap(broker.url, broker.prefix).catch(() => undefined))
    const since = BigInt((await logOf(client, world.auditor)).at(-1)?.position ?? 0)
    const barrier = createBarrier()
    let renewedAt = performance.now()

    const isVacuous = () => vacuous(sightingsOf(history.entries, tap && redeliveries(published()))).length > 0
    const goesOn = (round: number) => round <= rounds || (round <= LONGEST * rounds && isVacuous())
    for (let round = 1; goesOn(round) && violations.length < VIOLATIONS_MAX; round += 1) {
      if (performance.now() - renewedAt > TOKENS_LAST_MS) {
        await renewTokens(client, world)
        renewedAt = performance.now()
      }
      const plan = planStrike(round, system.processNames(), operations, random)
      const users = createUsers({ client, world, history, barrier, random: random.fork(`round ${round}`) })
      let struck: Promise<number> | undefined
      const hit = async () => {
        await delay(plan.delayMs)
        barrier.close()
        try {
          history.nemesis(`kill ${plan.victim}`)
          strike(system, plan.victim)
          const killedAt = performance.now()
          await system.recover()
          if (plan.again) {
            history.nemesis(`kill ${plan.victim} again`)
            strike(system, plan.victim)
            await system.recover()
          }
          const recoveryMs = performance.now() - killedAt
          const recorded = new Set((await logOf(client, world.auditor)).map(({ command_id }) => command_id))
          for (const entry of users.pending()) entry.lostReply ||= recorded.has(entry.commandId)
          return recoveryMs
        } finally {
          barrier.open()
        }
      }
      await users.act(operations, atOnce, (begun) => {
        if (begun === plan.afterOperations) {
          struck = hit()
          struck.catch(() => users.giveUp())
        }
      })
      const recoveryMs = Math.round((await struck) ?? 0)

      const isExamined = round % options.examineEvery === 0 || round >= rounds
      const log = await logOf(client, world.auditor)
      events = log.length
      const found = checkAll({ entries: history.entries, log }, since)
      if (isExamined) {
        found.push(...effectsInReads({ log }, await readApplications(client, world.admin, log)))
        found.push(...(await examineSystem(system)))
        found.push(...(await examineDashboards(client, world, () => logOf(client, world.auditor))))
        if (tap) {
          await waitFor('the relay', () => unpublished(log, published(), since).length === 0, RELAY_WITHIN_MS).catch(
            () => undefined,
          )
          const told = published()
          const later = await logOf(client, world.auditor)
          found.push(...unpublished(log, told, since), ...unfounded(later, told), ...outOfOrder(later, told))
        }
      }
      for (const violation of found.filter((one) => !violations.includes(one))) {
        violations.push(violation)
        say(`  ${violation}`)
      }
      reports.push({ round, victim: plan.victim, again: plan.again, recoveryMs, examined: isExamined })
      say(
        `round ${round}/${rounds}: killed ${plan.victim}${plan.again ? ' twice' : ''}, back after ${recoveryMs} ms, ` +
          `${history.entries.length} writes, ${events} events, ${violations.length} violations`,
      )
    }
  } finally {
    await tap?.close().catch(() => undefined)
    // Fails when a process is left behind.
    await system.dispose().catch((error: Error) => violations.push(error.message))
  }
  const sightings = sightingsOf(history.entries, tap && redeliveries(published()))
  violations.push(...vacuous(sightings).map((missing) => `vacuous: ${missing}`))
  const outcomes = history.entries.map((entry) => settledOf(entry)?.outcome)
  return {
    seed,
    shape,
    broker: amqpUrl !== undefined,
    operationsPerRound: operations,
    users: atOnce,
    startedAt: startedAt.toISOString(),
    durationS: Math.round((performance.now() - started) / 1_000),
    rounds: reports,
    writes: {
      all: outcomes.length,
      ok: outcomes.filter((outcome) => outcome === 'ok').length,
      refused: outcomes.filter((outcome) => outcome === 'fail').length,
      unsettled: outcomes.filter((outcome) => outcome === undefined).length,
      tries: history.entries.reduce((sum, { tries }) => sum + tries.length, 0),
    },
    events,
    sightings,
    violations,
  }
}
