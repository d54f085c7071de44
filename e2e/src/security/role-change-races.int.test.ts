import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { systemForSuite } from '../journeys/suite-system.ts'
import { expectStatus, textAt } from '../testing/client.ts'
import { logIn, signUpCandidate } from '../testing/people.ts'
import { createRandom } from '../testing/random.ts'
import { waitFor } from '../testing/wait.ts'

const suite = systemForSuite({ shape: 'one-process' })

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
const ROUNDS = 3
const ROLES = ['observer', 'recruiter', 'candidate']
/** As long as a change of an account takes, so that kills fall before, between and after its steps. */
const KILL_WITHIN_MS = 60
const LOGINS_AT_ONCE = 3

const roleIn = (token: string): string =>
  (JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { role: string }).role

test('S6: a role that changes while its owner logs in and everything is killed leaves no session in the former one', async () => {
  console.log(`role changes: seed ${seed}`)
  const { client, system, admin } = suite
  const random = createRandom(seed)
  const { id, email, password } = await signUpCandidate(client)
  const tokens: string[] = []
  for (let round = 0; round < ROUNDS; round++) {
    let isOver = false
    const owner = async () => {
      while (!isOver) {
        const answer = await client.post('/api/v1/auth/login', { json: { email, password } })
        if (answer.status === 200) tokens.push(textAt(answer, 'access_token'))
        else await delay(5)
      }
    }
    const owners = Array.from({ length: LOGINS_AT_ONCE }, owner)
    const { token } = await logIn(client, admin.email)
    const change = client.put(`/api/v1/users/${id}`, { token, json: { role: ROLES[round % ROLES.length] } })
    await delay(random.integer(KILL_WITHIN_MS))
    system.killAll()
    isOver = true
    await Promise.all([change, ...owners])
    await system.recover()

    // A login says what the log says, however far the read models are.
    const again = expectStatus(await client.post('/api/v1/auth/login', { json: { email, password } }), 200)
    const role = textAt(again, 'user', 'role')
    const former = tokens.filter((one) => roleIn(one) !== role)
    await waitFor(`sessions of a former role than ${role} to be closed, seed ${seed}`, async () => {
      const answers = await Promise.all(former.map((one) => client.get('/api/v1/users/me', { token: one })))
      return answers.every(({ status }) => status === 401)
    })
  }
  expect(tokens.length).toBeGreaterThan(0)
  expect((await logIn(client, email)).id).toBe(id)
}, 300_000)
