import type { Client } from '../testing/client.ts'
import type { Random } from '../testing/random.ts'

/** What became of one attempt on a session, and when it was under way. */
export type Attempt = {
  session: number
  kind: 'refresh' | 'reuse' | 'logout'
  startedAt: number
  endedAt: number
  /** 0 when no answer arrived. */
  status: number
}

/** A session under attack: the tokens it ever had, the newest last. */
export type Victim = { refresh: string[]; access: string }

/**
 * Attacks sessions: refreshes, uses of old tokens and logouts, `width` at a time, in an order that the seed decides.
 * Whoever breaks the system meanwhile does so beside this.
 */
export async function attackSessions(
  client: Client,
  victims: readonly Victim[],
  { random, attempts, width }: { random: Random; attempts: number; width: number },
): Promise<Attempt[]> {
  const done: Attempt[] = []
  let left = attempts
  const attacker = async () => {
    while (left-- > 0) {
      const session = random.integer(victims.length)
      done.push(await attack(client, victims[session]!, session, random))
    }
  }
  await Promise.all(Array.from({ length: width }, attacker))
  return done
}

async function attack(client: Client, victim: Victim, session: number, random: Random): Promise<Attempt> {
  const dice = random.integer(100)
  const kind = dice < 3 ? 'logout' : dice < 8 ? 'reuse' : 'refresh'
  const { refresh } = victim
  const token = kind === 'reuse' ? refresh[random.integer(refresh.length)]! : refresh.at(-1)!
  const startedAt = performance.now()
  const answer =
    kind === 'logout'
      ? await client.post('/api/v1/auth/logout', { token: victim.access })
      : await client.post('/api/v1/auth/refresh', { json: { refresh_token: token } })
  if (kind !== 'logout' && answer.status === 200) {
    const tokens = answer.body as { refresh_token: string; access_token: string }
    refresh.push(tokens.refresh_token)
    victim.access = tokens.access_token
  }
  return { session, kind, startedAt, endedAt: performance.now(), status: answer.status }
}

/** Tokens that were taken although an earlier answer had told that their session is closed; there must be none. */
export function acceptedAfterRevocation(attempts: readonly Attempt[]): Attempt[] {
  const closedAt = new Map<number, number>()
  for (const { session, kind, status, endedAt } of attempts) {
    // A token of ours is refused only when its session is closed, or was closed by this very use.
    const tells = (kind === 'logout' && status === 200) || (kind !== 'logout' && status === 401)
    if (tells) closedAt.set(session, Math.min(endedAt, closedAt.get(session) ?? endedAt))
  }
  return attempts.filter(
    ({ session, kind, status, startedAt }) =>
      kind !== 'logout' && status === 200 && startedAt > (closedAt.get(session) ?? Number.POSITIVE_INFINITY),
  )
}
