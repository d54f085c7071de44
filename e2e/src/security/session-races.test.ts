import { describe, expect, test } from '@jest/globals'
import type { Answer, Client } from '../testing/client.ts'
import { createRandom } from '../testing/random.ts'
import { type Attempt, acceptedAfterRevocation, acceptedTwice, attackSessions, attempt } from './session-races.ts'

const one = (change: Partial<Attempt>): Attempt => ({
  session: 1,
  kind: 'refresh',
  startedAt: 0,
  endedAt: 1,
  status: 200,
  ...change,
})

describe('the checkers', () => {
  const closed = one({ kind: 'logout', startedAt: 2, endedAt: 3 })
  const late = one({ startedAt: 4, endedAt: 5 })

  test('notice a token that is taken after its session was closed', () => {
    expect(acceptedAfterRevocation([closed, late])).toEqual([late])
    expect(acceptedAfterRevocation([one({ status: 401, endedAt: 3 }), late])).toEqual([late])
    expect(acceptedAfterRevocation([closed, one({ startedAt: 2, endedAt: 5 })])).toEqual([])
    expect(acceptedAfterRevocation([closed, one({ session: 2, startedAt: 4 })])).toEqual([])
    expect(acceptedAfterRevocation([one({ kind: 'logout', status: 0 }), late])).toEqual([])
  })

  test('notice an access token that works more than a second after its session was closed', () => {
    const access = (startedAt: number) => one({ kind: 'access', startedAt, endedAt: startedAt + 1 })
    expect(acceptedAfterRevocation([closed, access(1_002)])).toEqual([])
    expect(acceptedAfterRevocation([closed, access(1_004)])).toEqual([access(1_004)])
  })

  test('notice a refresh token that is exchanged twice', () => {
    const [first, second] = [one({ turn: 3 }), one({ turn: 3, kind: 'reuse' })]
    expect(acceptedTwice([first, second])).toEqual([second])
    expect(
      acceptedTwice([first, one({ turn: 3, status: 401 }), one({ turn: 4 }), one({ turn: 3, session: 2 })]),
    ).toEqual([])
  })
})

type Faults = { unlockedRotation?: boolean; revocationWrittenBack?: boolean }
type Row = { current: string; isClosed: boolean }

const pause = () => new Promise((resolve) => setTimeout(resolve, 1))
const answer = (status: number, body?: unknown) => ({ status, body }) as Answer

/** A model of the session commands with faults that can be planted; tokens are session and turn in plain text. */
function modelOf(sessions: number, faults: Faults): Client {
  const rows = new Map<string, Row>()
  for (let index = 0; index < sessions; index++) rows.set(`${index}`, { current: `${index}.0`, isClosed: false })
  const refresh = async (token: string): Promise<Answer> => {
    const [session, turn] = token.split('.')
    const row = rows.get(session!)!
    const before = { ...row }
    await pause()
    const { current, isClosed } = faults.unlockedRotation || faults.revocationWrittenBack ? before : row
    if (isClosed) return answer(401)
    if (current !== token) {
      row.isClosed = true
      return answer(401)
    }
    row.current = `${session}.${Number(turn) + 1}`
    if (faults.revocationWrittenBack) row.isClosed = before.isClosed
    return answer(200, { refresh_token: row.current, access_token: session })
  }
  return {
    post: async (path: string, { json, token }: { json?: unknown; token?: string }) => {
      await pause()
      if (path.endsWith('/refresh')) return refresh((json as { refresh_token: string }).refresh_token)
      rows.get(token!)!.isClosed = true
      return answer(200)
    },
    get: async (_path: string, { token }: { token: string }) => answer(rows.get(token)!.isClosed ? 401 : 200),
  } as unknown as Client
}

async function attackOn(faults: Faults): Promise<Attempt[]> {
  const random = createRandom(4)
  const victims = Array.from({ length: 60 }, (_, index) => ({ refresh: [`${index}.0`], access: `${index}` }))
  const model = modelOf(victims.length, faults)
  const made = await attackSessions(model, victims, { random, attempts: 1_500, width: 16 })
  for (const [session, victim] of victims.entries()) made.push(await attempt(model, victim, session, 'refresh', random))
  return made
}

describe('the attack', () => {
  test('finds nothing where nothing is wrong', async () => {
    const made = await attackOn({})
    expect([...acceptedAfterRevocation(made), ...acceptedTwice(made)]).toEqual([])
    expect(made.filter(({ kind }) => kind !== 'access').length).toBe(1_560)
  })

  test('finds a rotation without a lock', async () => {
    expect(acceptedTwice(await attackOn({ unlockedRotation: true })).length).toBeGreaterThan(0)
  })

  test('finds a refresh that opens again what a logout closed meanwhile', async () => {
    expect(acceptedAfterRevocation(await attackOn({ revocationWrittenBack: true })).length).toBeGreaterThan(0)
  })
})
