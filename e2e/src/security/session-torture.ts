import { setTimeout as delay } from 'node:timers/promises'
import { type Client, expectStatus, textAt } from '../testing/client.ts'
import { signUpCandidate } from '../testing/people.ts'
import { createRandom, type Random } from '../testing/random.ts'
import { type Shape, type System, startSystem } from '../testing/system.ts'
import { createBarrier } from '../torture/barrier.ts'
import { ALL, strike } from '../torture/nemesis.ts'
import {
  type Attempt,
  acceptedAfterRevocation,
  acceptedTwice,
  attackSessions,
  attempt,
  closings,
  type Victim,
} from './session-races.ts'

export type SessionTortureOptions = {
  seed: number
  shape: Shape
  /** Refreshes, uses of old tokens and logouts in the whole run. */
  attempts: number
  /** One in each round, while attempts are under way. */
  kills: number
  /** Attempts at the same time. */
  width: number
  /** Sessions that are opened for each round. */
  sessionsPerRound: number
  say(line: string): void
}

export type SessionTortureReport = Omit<SessionTortureOptions, 'say'> & {
  startedAt: string
  durationS: number
  rounds: { round: number; victim: string; recoveryMs: number }[]
  sessions: { opened: number; closed: number }
  /** How many attempts of each kind got each status; 0 is no answer. */
  outcomes: Record<string, Record<number, number>>
  acceptedAfterRevocation: number
  acceptedTwice: number
  violations: string[]
}

/** Who has a part in what becomes of a session. */
const INVOLVED = /^(all-in-one|command-api-\d|query-api-\d|event-store|postgres)$/
const ALL_SHARE = 0.3
/** As long as a refresh takes, so that kills fall before, within and after the swap. */
const DELAY_MAX_MS = 20
/** Passwords are hashed one at a time; more than a few only wait. */
const LOGINS_AT_ONCE = 4
/** Of each closed session, so many of its newest tokens are tried once more at the end. */
const SWEPT_TOKENS = 3

/**
 * Opens sessions, attacks them while processes are killed, round after round, and tries tokens of every closed session
 * once more at the end. Promises: no token is taken after an answer told that its session is closed, and no refresh
 * token is exchanged twice.
 */
export async function tortureSessions(options: SessionTortureOptions): Promise<SessionTortureReport> {
  const { seed, shape, kills, width, say } = options
  const [startedAt, started] = [new Date(), performance.now()]
  const random = createRandom(seed)
  const system = await startSystem({ shape, env: { RATE_LIMIT_ENABLED: 'false', LOG_LEVEL: 'warn' } })
  const attempts: Attempt[] = []
  const victims: Victim[] = []
  const rounds: SessionTortureReport['rounds'] = []
  const killedAt: number[] = []
  try {
    for (let round = 1; round <= kills; round++) {
      const share =
        Math.floor((options.attempts * round) / kills) - Math.floor((options.attempts * (round - 1)) / kills)
      const opened = await openSessions(system.client, options.sessionsPerRound)
      const { made, ...struck } = await attackRound(system, opened, {
        random: random.fork(`round ${round}`),
        attempts: share,
        width,
        first: victims.length,
      })
      victims.push(...opened)
      attempts.push(...made)
      killedAt.push(struck.killedAt)
      rounds.push({ round, victim: struck.victim, recoveryMs: struck.recoveryMs })
      say(
        `round ${round}/${kills}: killed ${struck.victim}, back after ${struck.recoveryMs} ms, ${attempts.length} attempts, ` +
          `${acceptedAfterRevocation(attempts).length} accepted after revocation`,
      )
    }
    attempts.push(...(await sweep(system.client, victims, attempts, random)))
  } finally {
    await system.dispose()
  }
  const late = acceptedAfterRevocation(attempts)
  const twice = acceptedTwice(attempts)
  const { say: _say, ...configuration } = options
  return {
    ...configuration,
    startedAt: startedAt.toISOString(),
    durationS: Math.round((performance.now() - started) / 1_000),
    rounds,
    sessions: { opened: victims.length, closed: closings(attempts).size },
    outcomes: outcomesOf(attempts),
    acceptedAfterRevocation: late.length,
    acceptedTwice: twice.length,
    violations: [
      ...late.map((one) => `accepted after revocation: ${JSON.stringify(one)}`),
      ...twice.map((one) => `accepted twice: ${JSON.stringify(one)}`),
      ...vacuous(attempts, killedAt).map((missing) => `vacuous: ${missing}`),
    ],
  }
}

async function openSessions(client: Client, count: number): Promise<Victim[]> {
  const { email, password } = await signUpCandidate(client)
  const opened: Victim[] = []
  const open = async () => {
    while (opened.length < count) {
      const place = opened.push({ refresh: [], access: '' }) - 1
      const answer = expectStatus(await client.post('/api/v1/auth/login', { json: { email, password } }), 200)
      opened[place] = { refresh: [textAt(answer, 'refresh_token')], access: textAt(answer, 'access_token') }
    }
  }
  await Promise.all(Array.from({ length: LOGINS_AT_ONCE }, open))
  return opened
}

async function attackRound(
  system: System,
  victims: readonly Victim[],
  attack: { random: Random; attempts: number; width: number; first: number },
) {
  const { random } = attack
  const involved = system.processNames().filter((name) => INVOLVED.test(name))
  const victim = random.chance(ALL_SHARE) ? ALL : random.pick(involved)
  const afterAttempts = Math.floor(attack.attempts * (0.2 + 0.6 * random.next()))
  const delayMs = random.integer(DELAY_MAX_MS)
  const barrier = createBarrier()
  let killedAt = 0
  const hit = async (): Promise<number> => {
    await delay(delayMs)
    barrier.close()
    try {
      killedAt = performance.now()
      strike(system, victim)
      await system.recover()
      return Math.round(performance.now() - killedAt)
    } finally {
      barrier.open()
    }
  }
  let recovery: Promise<number> = Promise.resolve(0)
  const made = await attackSessions(system.client, victims, {
    ...attack,
    passed: () => barrier.passed(),
    begun: (before) => {
      if (before !== afterAttempts) return
      recovery = hit()
      // Looked at below; until then it must not end the process.
      recovery.catch(() => undefined)
    },
  })
  return { made, victim, killedAt, recoveryMs: await recovery }
}

/** The newest tokens of every session that is known to be closed, the newest first, and its access token. */
async function sweep(
  client: Client,
  victims: readonly Victim[],
  attempts: readonly Attempt[],
  random: Random,
): Promise<Attempt[]> {
  const made: Attempt[] = []
  for (const session of closings(attempts).keys()) {
    const { refresh, access } = victims[session]!
    for (let turn = refresh.length - 1; turn >= Math.max(0, refresh.length - SWEPT_TOKENS); turn--) {
      const one = { refresh: refresh.slice(0, turn + 1), access }
      made.push(await attempt(client, one, session, 'refresh', random))
    }
    made.push(await attempt(client, { refresh, access }, session, 'access', random))
  }
  return made
}

function outcomesOf(attempts: readonly Attempt[]): SessionTortureReport['outcomes'] {
  const outcomes: SessionTortureReport['outcomes'] = {}
  for (const { kind, status } of attempts) {
    outcomes[kind] ??= {}
    outcomes[kind][status] = (outcomes[kind][status] ?? 0) + 1
  }
  return outcomes
}

/** A run that never met its subject shows nothing, however green it is. */
function vacuous(attempts: readonly Attempt[], killedAt: readonly number[]): string[] {
  const closedAt = closings(attempts)
  const some = (kind: Attempt['kind'], status: number) =>
    attempts.some((one) => one.kind === kind && one.status === status)
  const isTriedAfterKill = attempts.some(({ session, startedAt }) =>
    killedAt.some((at) => (closedAt.get(session) ?? Number.POSITIVE_INFINITY) < at && at < startedAt),
  )
  return [
    ...(some('refresh', 200) ? [] : ['no refresh was accepted']),
    ...(some('reuse', 401) ? [] : ['no reuse was refused']),
    ...(some('logout', 200) ? [] : ['nobody logged out']),
    ...(isTriedAfterKill ? [] : ['no closed session was tried after a kill']),
  ]
}
