import { expect, test } from '@jest/globals'
import { systemForSuite } from '../journeys/suite-system.ts'
import { expectStatus, textAt } from '../testing/client.ts'
import { signUpCandidate } from '../testing/people.ts'
import { createRandom } from '../testing/random.ts'
import { type Attempt, acceptedAfterRevocation, attackSessions, type Victim } from './session-races.ts'

const suite = systemForSuite({ shape: 'one-process' })

const SEED = Number(process.env.SEED ?? 20_260_115)
const [VICTIMS, ATTEMPTS, WIDTH] = [12, 300, 12]

async function victims(): Promise<Victim[]> {
  const { email, password } = await signUpCandidate(suite.client)
  const made: Victim[] = []
  for (let index = 0; index < VICTIMS; index++) {
    const answer = expectStatus(await suite.client.post('/api/v1/auth/login', { json: { email, password } }), 200)
    made.push({ refresh: [textAt(answer, 'refresh_token')], access: textAt(answer, 'access_token') })
  }
  return made
}

const attempt = (change: Partial<Attempt>): Attempt => ({
  session: 1,
  kind: 'refresh',
  startedAt: 0,
  endedAt: 1,
  status: 200,
  ...change,
})

test('the checker notices a token that is taken after its session was closed', () => {
  const closed = attempt({ kind: 'logout', startedAt: 2, endedAt: 3 })
  const late = attempt({ startedAt: 4, endedAt: 5 })
  expect(acceptedAfterRevocation([closed, late])).toEqual([late])
  expect(acceptedAfterRevocation([attempt({ status: 401, endedAt: 3 }), late])).toEqual([late])
  expect(acceptedAfterRevocation([closed, attempt({ startedAt: 2, endedAt: 5 })])).toEqual([])
  expect(acceptedAfterRevocation([closed, attempt({ session: 2, startedAt: 4 })])).toEqual([])
  expect(acceptedAfterRevocation([attempt({ kind: 'logout', status: 0 }), late])).toEqual([])
})

test(`S1, S2, S3, S5: refreshes, reuses and logouts at once and a kill -9 in between, seed ${SEED}`, async () => {
  const random = createRandom(SEED)
  const [quiet, killed] = [await victims(), await victims()]
  const { client, system } = suite
  const calm = await attackSessions(client, quiet, { random, attempts: ATTEMPTS, width: WIDTH })

  const attack = attackSessions(client, killed, { random, attempts: ATTEMPTS, width: WIDTH })
  await new Promise((resolve) => setTimeout(resolve, 150))
  system.killAll()
  const broken = await attack
  await system.recover()
  const after = await attackSessions(client, killed, { random, attempts: ATTEMPTS, width: WIDTH })

  for (const attempts of [calm, [...broken, ...after]]) expect(acceptedAfterRevocation(attempts)).toEqual([])
  expect(calm.some(({ status }) => status === 200)).toBe(true)
  expect(calm.some(({ kind, status }) => kind === 'reuse' && status === 401)).toBe(true)

  // S1: of a family that was closed no token works, the newest first.
  const closed = new Set(
    calm.filter(({ kind, status }) => kind !== 'logout' && status === 401).map((one) => one.session),
  )
  expect(closed.size).toBeGreaterThan(0)
  for (const session of closed)
    for (const refresh_token of quiet[session]!.refresh.toReversed().slice(0, 5))
      expect((await client.post('/api/v1/auth/refresh', { json: { refresh_token } })).status).toBe(401)
}, 180_000)
