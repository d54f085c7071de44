import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { maintainIdentity } from '../identity.ts'
import { ownCommand } from '../own-command.ts'
import { type IdentityWorld, somebody, startIdentityWorld } from '../testing/identity-world.ts'
import { grantWishes, requestReset } from './request-reset.ts'

let world: IdentityWorld
beforeAll(async () => {
  world = await startIdentityWorld()
}, 60_000)
afterAll(() => world?.stop())

const OLD = 'Mot-de-passe-2026'
const NEW = 'Un-autre-mot-2026!'
type Person = { id: string; email: string; access: string; refresh: string }

async function person(): Promise<Person> {
  const { body: user } = await world.post('/api/v1/auth/signup', somebody())
  const { body } = await logIn(user.email)
  return { id: user.id, email: user.email, access: body.access_token, refresh: body.refresh_token }
}
const logIn = (email: string, password = OLD) => world.post('/api/v1/auth/login', { email, password })
const refresh = ({ refresh: refresh_token }: Person) => world.post('/api/v1/auth/refresh', { refresh_token })
const change = (token: string, current = OLD, next = NEW, key?: string) =>
  world.post(
    '/api/v1/auth/change-password',
    { current_password: current, new_password: next },
    { token, ...(key ? { key } : {}) },
  )
const forget = (email: string) => world.post('/api/v1/auth/forgot-password', { email })
const reset = (token: string, next = NEW, key?: string) =>
  world.post('/api/v1/auth/reset-password', { token, new_password: next }, key ? { key } : {})

/** The token of the newest link, as its sender derives it from the event. */
async function linkOf(userId: string): Promise<string> {
  await grantWishes(world.identity)
  const events = await world.log.readStream(`user-${userId}`)
  const asked = events.findLast(({ type }) => type === 'PasswordResetRequested')
  return world.identity.resetTokens.issue((asked!.data as { reset_id: string }).reset_id)
}

test('S6, W-06: a changed password closes every session; the old one opens nothing any more', async () => {
  const me = await person()
  const elsewhere = (await logIn(me.email)).body.refresh_token as string
  const answer = await change(me.access)
  expect(answer).toMatchObject({ status: 200, body: { success: true } })
  expect(answer.headers.get('Consistency-Token')).toMatch(/^\d+$/)
  for (const refresh_token of [me.refresh, elsewhere])
    expect((await world.post('/api/v1/auth/refresh', { refresh_token })).status).toBe(401)
  expect((await logIn(me.email)).status).toBe(401)
  expect((await logIn(me.email, NEW)).status).toBe(200)
  expect(await world.eventsOf(`user-${me.id}`)).toEqual(['CandidateRegistered', 'PasswordChanged'])
})

test('S6: the access token of before is refused within a second', async () => {
  const me = await person()
  await change(me.access)
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect((await change(me.access)).status).toBe(401)
})

test('a wrong current password is a 400, a weak or equal new one is refused, and nothing changes', async () => {
  const me = await person()
  expect(await change(me.access, 'Pas-le-bon-2026!')).toMatchObject({
    status: 400,
    body: { code: 'wrong-current-password' },
  })
  expect(await change(me.access, OLD, OLD)).toMatchObject({ status: 400, body: { code: 'password-unchanged' } })
  expect((await change(me.access, OLD, 'faible')).status).toBe(422)
  expect((await refresh(me)).status).toBe(200)
})

test('the same change under one key is one change', async () => {
  const me = await person()
  const key = randomUUID()
  expect((await change(me.access, OLD, NEW, key)).status).toBe(200)
  expect((await change(me.access, OLD, NEW, key)).status).toBe(200)
  expect(await world.eventsOf(`user-${me.id}`)).toEqual(['CandidateRegistered', 'PasswordChanged'])
})

test('of two changes at the same moment one is done', async () => {
  const me = await person()
  const answers = await Promise.all([change(me.access, OLD, NEW), change(me.access, OLD, `${NEW}?`)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
})

test('a login that was checked against the old password opens nothing after the change', async () => {
  const me = await person()
  const { accounts } = world.identity
  const slow = await world.serve({
    ...world.identity,
    accounts: {
      ...accounts,
      findByEmail: async (hash) => {
        const account = await accounts.findByEmail(hash)
        // While the password is being verified its owner changes it.
        await change(me.access)
        return account
      },
    },
  })
  expect((await slow('/api/v1/auth/login', { email: me.email, password: OLD })).status).toBe(401)
  expect(await world.identity.sessions.liveOf(me.id)).toEqual([])
})

test('S6: a login that slips in while a change is being committed opens nothing', async () => {
  const me = await person()
  const sessions = async () =>
    (await world.pool.query('select 1 from hcm.sessions where user_id = $1', [me.id])).rowCount ?? 0
  const before = await sessions()
  const db = await world.pool.connect()
  await db.query('begin')
  await db.query('update hcm.accounts set password_version = password_version + 1 where user_id = $1', [me.id])
  await db.query('update hcm.sessions set revoked_at = now() where user_id = $1', [me.id])
  const login = world.post('/api/v1/auth/login', { email: me.email, password: OLD })
  // Its row is written now, and the change above, which is not committed, has not closed it.
  while ((await sessions()) === before) await new Promise((resolve) => setTimeout(resolve, 10))
  await db.query('commit')
  db.release()
  expect((await login).status).toBe(401)
  expect(await world.identity.sessions.liveOf(me.id)).toEqual([])
})

test('what a crash kept out of the log is told there later', async () => {
  const me = await person()
  const { executor } = world.identity
  const dying = await world.serve({
    ...world.identity,
    executor: { ...executor, execute: () => Promise.reject(new Error('killed')) },
  })
  const body = { current_password: OLD, new_password: NEW }
  expect((await dying('/api/v1/auth/change-password', body, { token: me.access })).status).toBe(500)
  expect((await refresh(me)).status).toBe(401)
  await world.pool.query(
    "update hcm.password_changes set changed_at = now() - interval '1 minute' where user_id = $1",
    [me.id],
  )
  await world.pool.query("update hcm.sessions set revoked_at = now() - interval '1 minute' where user_id = $1", [me.id])
  await maintainIdentity(world.identity)
  await maintainIdentity(world.otherProcess())
  expect(await world.eventsOf(`user-${me.id}`)).toEqual(['CandidateRegistered', 'PasswordChanged'])
  const { rows } = await world.pool.query(
    'select count(*)::integer as open from hcm.sessions where not end_recorded and user_id = $1',
    [me.id],
  )
  expect(rows[0].open).toBe(0)
})

test('A8: a known and an unknown address get the same answer; only one gets a link', async () => {
  const me = await person()
  const [known, unknown] = [await forget(me.email.toUpperCase()), await forget('personne@example.org')]
  expect(known.status).toBe(200)
  expect(unknown.body).toEqual(known.body)
  const names = ({ headers }: typeof known) => [...headers.keys()].sort()
  expect(names(unknown)).toEqual(names(known))
  await grantWishes(world.identity)
  expect(await world.eventsOf(`user-${me.id}`)).toEqual(['CandidateRegistered', 'PasswordResetRequested'])
  const { rows } = await world.pool.query('select 1 from hcm.password_reset_wishes')
  expect(rows).toEqual([])
})

test('A11: a link sets the password once and closes every session', async () => {
  const me = await person()
  await forget(me.email)
  const token = await linkOf(me.id)
  expect(await reset(token, 'faible')).toMatchObject({ status: 422 })
  expect(await reset(token)).toMatchObject({ status: 200, body: { success: true } })
  expect((await refresh(me)).status).toBe(401)
  expect((await logIn(me.email, NEW)).status).toBe(200)
  expect(await reset(token)).toMatchObject({ status: 400, body: { code: 'invalid-reset-token' } })
  expect((await world.eventsOf(`user-${me.id}`)).slice(1)).toEqual(['PasswordResetRequested', 'PasswordReset'])
})

test('A11: of 20 uses of a link at the same moment one succeeds', async () => {
  const me = await person()
  await forget(me.email)
  const token = await linkOf(me.id)
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => reset(token, `${NEW}${index}`)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
})

test('A11: a link is void after an hour, after a change of the password, and after another link was used', async () => {
  const [late, changed, twice] = [await person(), await person(), await person()]
  for (const { email } of [late, changed, twice]) await forget(email)
  const tokens = { late: await linkOf(late.id), changed: await linkOf(changed.id), first: await linkOf(twice.id) }
  await world.pool.query('update hcm.password_resets set expires_at = now() where user_id = $1', [late.id])
  await change(changed.access)
  await forget(twice.email)
  const second = await linkOf(twice.id)
  expect(second).not.toBe(tokens.first)
  expect((await reset(second)).status).toBe(200)
  for (const token of Object.values(tokens)) expect((await reset(token)).body.code).toBe('invalid-reset-token')
})

test('A6: no other token resets a password, and a link opens nothing else', async () => {
  const me = await person()
  await forget(me.email)
  const token = await linkOf(me.id)
  for (const other of [me.refresh, me.access, `${token}A`, token.slice(1), randomUUID(), 'x'])
    expect((await reset(other)).status).toBe(400)
  expect((await world.post('/api/v1/auth/logout', undefined, { token })).status).toBe(401)
  expect((await world.post('/api/v1/auth/refresh', { refresh_token: token })).status).toBe(401)
})

test('S7: neither the tables nor the log hold a link or an address', async () => {
  const me = await person()
  await forget(me.email)
  const token = await linkOf(me.id)
  const tables = ['accounts', 'sessions', 'password_resets', 'password_reset_wishes', 'password_changes']
  const dumps = await Promise.all(tables.map((table) => world.pool.query(`select t::text from hcm.${table} t`)))
  const dump = JSON.stringify(dumps.map(({ rows }) => rows))
  const events = await world.log.readStoredStream(`user-${me.id}`)
  const stored = events.map(({ data }) => JSON.stringify(data)).join()
  for (const secret of [token, me.refresh, me.access, me.email]) {
    expect(dump).not.toContain(secret)
    expect(stored).not.toContain(secret)
  }
})

test('a link for an account that may not be used is never sent', async () => {
  const me = await person()
  const { executor } = world.identity
  const blocked = {
    ...executor,
    execute: (context: never, command: { decide(state: object): unknown }) =>
      executor.execute(context, {
        ...command,
        decide: (state: object) => command.decide({ ...state, statut: 'bloqué' }),
      } as never),
  }
  const command = ownCommand('test', me.id, new Date().toISOString())
  expect(await requestReset({ ...world.identity, executor: blocked as never }, command, me.id)).toMatchObject({
    refused: 'account-not-active',
  })
})
