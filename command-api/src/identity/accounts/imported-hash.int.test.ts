import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { hash } from '@node-rs/bcrypt'
import { type IdentityWorld, somebody, startIdentityWorld } from '../testing/identity-world.ts'
import { isImportedHash, verifyImported } from './imported-hash.ts'

let world: IdentityWorld
beforeAll(async () => {
  world = await startIdentityWorld()
}, 60_000)
afterAll(() => world?.stop())

/** Of the former platform, for the tests quicker than its cost of 12. */
const imported = (password: string) => hash(Buffer.from(password).subarray(0, 72), 6)

async function person(password: string): Promise<{ id: string; email: string }> {
  const { body } = await world.post('/api/v1/auth/signup', somebody())
  await world.pool.query('update hcm.accounts set password_hash = $2 where user_id = $1', [
    body.id,
    await imported(password),
  ])
  return body
}
const logIn = (email: string, password: string) => world.post('/api/v1/auth/login', { email, password })
const hashOf = async (id: string) => (await world.identity.accounts.findById(id))!.passwordHash

test('an imported hash verifies once and is one of ours from then on', async () => {
  const { id, email } = await person('ancien secret')
  expect((await logIn(email, 'mauvais secret')).status).toBe(401)
  expect(await hashOf(id)).toMatch(/^\$2/)
  expect((await logIn(email, 'ancien secret')).status).toBe(200)
  expect(await hashOf(id)).toMatch(/^\$argon2id\$/)
  expect((await logIn(email, 'ancien secret')).status).toBe(200)
  expect((await logIn(email, 'mauvais secret')).status).toBe(401)
})

test('A9: a password that was cut at 72 bytes opens, and all of it counts from then on', async () => {
  const long = 'é'.repeat(40)
  const { email } = await person(long)
  expect((await logIn(email, `${long} et plus`)).status).toBe(200)
  expect((await logIn(email, long)).status).toBe(401)
  expect((await logIn(email, `${long} et plus`)).status).toBe(200)
})

test('logins at the same moment renew the hash once and all succeed', async () => {
  const { id, email } = await person('ancien secret')
  const answers = await Promise.all(Array.from({ length: 5 }, () => logIn(email, 'ancien secret')))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  expect(isImportedHash(await hashOf(id))).toBe(false)
})

test('a zero byte does not end a password', async () => {
  expect(verifyImported(await imported('abc'), 'abc\u0000tail')).toBe(false)
  expect(verifyImported(await imported('abc'), 'abc')).toBe(true)
})
