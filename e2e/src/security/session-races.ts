import type { Client } from '../testing/client.ts'
import type { Random } from '../testing/random.ts'

/** What became of one attempt on a session, and when it was under way (milliseconds of one clock). */
export type Attempt = {
  session: number
  /** `access` is a read with the session's newest access token. */
  kind: 'refresh' | 'reuse' | 'logout' | 'access'
  /** Which of the session's refresh tokens was used, counted from its login; absent where none was. */
  turn?: number
  startedAt: number
  endedAt: number
  /** 0 when no answer arrived. */
  status: number
}

/** A session under attack: the tokens it ever had, the newest last. */
export type Victim = { refresh: string[]; access: string }

export type Attack = {
  random: Random
  /** Refreshes, uses of old tokens and logouts; reads with access tokens come on top. */
  attempts: number
  /** Attempts under way at the same time. */
  width: number
  /** Number of the first victim among all sessions of a run. */
  first?: number
  /** Asked before each attempt; holds attackers while there is nobody to answer them. */
  passed?: () => Promise<void>
  /** Told of each attempt that begins, with how many began before. */
  begun?: (before: number) => void
}

const PERCENT = { logout: 3, reuse: 5, access: 10 }
/** Two attackers at the same session close it, as they should: seldom enough that most refreshes have a chance. */
const FOREIGN_SHARE = 0.15

/**
 * Attacks sessions: refreshes, uses of old tokens and logouts, `width` at a time, in an order that the seed decides.
 * Whoever breaks the system meanwhile does so beside this.
 */
export async function attackSessions(
  client: Client,
  victims: readonly Victim[],
  { random, attempts, width, first = 0, passed, begun }: Attack,
): Promise<Attempt[]> {
  const done: Attempt[] = []
  let count = 0
  const attacker = async (own: number) => {
    while (count < attempts) {
      const before = count++
      begun?.(before)
      await passed?.()
      const any = random.integer(victims.length)
      const index = random.chance(FOREIGN_SHARE) ? any : nearest(any, own, width, victims.length)
      const dice = random.integer(100)
      const kind = dice < PERCENT.logout ? 'logout' : dice < PERCENT.logout + PERCENT.reuse ? 'reuse' : 'refresh'
      done.push(await attempt(client, victims[index]!, first + index, kind, random))
      if (random.integer(100) < PERCENT.access)
        done.push(await attempt(client, victims[index]!, first + index, 'access', random))
    }
  }
  await Promise.all(Array.from({ length: width }, (_, own) => attacker(own)))
  return done
}

/** One of the sessions that are an attacker's own, each `width`th from the first, if there are enough for all. */
function nearest(index: number, own: number, width: number, sessions: number): number {
  const mine = index - (index % width) + own
  return mine < sessions ? mine : index
}

export async function attempt(
  client: Client,
  victim: Victim,
  session: number,
  kind: Attempt['kind'],
  random: Random,
): Promise<Attempt> {
  const { refresh, access } = victim
  const startedAt = performance.now()
  if (kind === 'logout' || kind === 'access') {
    const { status } =
      kind === 'logout'
        ? await client.post('/api/v1/auth/logout', { token: access })
        : await client.get('/api/v1/users/me', { token: access })
    return { session, kind, startedAt, endedAt: performance.now(), status }
  }
  const turn = kind === 'reuse' ? random.integer(refresh.length) : refresh.length - 1
  const { status, body } = await client.post('/api/v1/auth/refresh', { json: { refresh_token: refresh[turn] } })
  if (status === 200) {
    const tokens = body as { refresh_token: string; access_token: string }
    refresh.push(tokens.refresh_token)
    victim.access = tokens.access_token
  }
  return { session, kind, turn, startedAt, endedAt: performance.now(), status }
}

/** Milliseconds for which an access token may outlive its session (decision 0007). */
const ACCESS_OUTLIVES_MS = 1_000

/** When an answer first told that a session is closed, by session. */
export function closings(attempts: readonly Attempt[]): Map<number, number> {
  const closedAt = new Map<number, number>()
  for (const { session, kind, status, endedAt } of attempts) {
    // A token of ours is refused only when its session is closed, or was closed by this very use.
    const tells = kind === 'logout' ? status === 200 : status === 401
    if (tells) closedAt.set(session, Math.min(endedAt, closedAt.get(session) ?? endedAt))
  }
  return closedAt
}

/** Tokens that were taken although an earlier answer had told that their session is closed; there must be none. */
export function acceptedAfterRevocation(
  attempts: readonly Attempt[],
  closedAt: ReadonlyMap<number, number> = closings(attempts),
): Attempt[] {
  return attempts.filter(({ session, kind, status, startedAt }) => {
    const grace = kind === 'access' ? ACCESS_OUTLIVES_MS : 0
    const closed = closedAt.get(session) ?? Number.POSITIVE_INFINITY
    // Logging out is no harm, however late.
    return kind !== 'logout' && status === 200 && startedAt > closed + grace
  })
}

/** Refresh tokens that were exchanged more than once; there must be none. */
export function acceptedTwice(attempts: readonly Attempt[]): Attempt[] {
  const seen = new Set<string>()
  return attempts.filter(({ session, turn, status }) => {
    if (turn === undefined || status !== 200) return false
    const token = `${session} ${turn}`
    return seen.has(token) || !seen.add(token)
  })
}
