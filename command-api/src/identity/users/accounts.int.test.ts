import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Role } from '@one-hcm/contracts/kernel/route'
import { settlePendingRegistrations } from '../accounts/settle-registration.ts'
import { ADMINISTRATORS, administrators } from '../administrators/administrators.ts'
import { listAdministrator } from '../administrators/list-administrator.ts'
import type { IdentityDependencies } from '../dependencies.ts'
import { ownCommand } from '../own-command.ts'
import { type Caller, type IdentityWorld, somebody, startIdentityWorld, tokenOf } from '../testing/identity-world.ts'

let world: IdentityWorld
let boss: { id: string; token: string }
beforeAll(async () => {
  world = await startIdentityWorld()
  boss = { id: randomUUID(), token: '' }
  boss.token = await tokenFor('admin', boss.id)
}, 60_000)
afterAll(() => world?.stop())

const PASSWORD = 'Mot-de-passe-2026'

async function tokenFor(role: Role, userId: string): Promise<string> {
  const sessionId = randomUUID()
  const now = new Date().toISOString()
  const expiresAt = new Date(Date.now() + 600_000).toISOString()
  await world.identity.sessions.insert({
    sessionId,
    userId,
    role,
    refreshHash: 'none',
    accountRevision: 0,
    now,
    expiresAt,
  })
  return tokenOf(userId, role, sessionId)
}
type Person = { id: string; email: string; token: string; refresh: string }
async function person(change: Record<string, unknown> = {}): Promise<Person> {
  const { body: user } = await world.post('/api/v1/auth/signup', somebody(change))
  const { body } = await logIn(user.email)
  return { id: user.id, email: user.email, token: body.access_token, refresh: body.refresh_token }
}
async function created(role: Role): Promise<{ id: string; token: string; email: string }> {
  const { body } = await world.post('/api/v1/auth/create-user', { ...somebody(), role }, { token: boss.token })
  if (role === 'admin')
    await world.identity.executor.execute(ownCommand('list', body.id, new Date().toISOString()), {
      aggregate: administrators,
      id: ADMINISTRATORS,
      decide: (state) => listAdministrator(state, { userId: body.id, userRevision: 0 }),
    })
  return { id: body.id, email: body.email, token: await tokenFor(role, body.id) }
}
const logIn = (email: string) => world.post('/api/v1/auth/login', { email, password: PASSWORD })
const put = (path: string, body: unknown, token: string, call: Caller = world.post) =>
  call(path, body, { token, method: 'PUT' })
const putMe = (body: unknown, { token }: { token: string }, call?: Caller) => put('/api/v1/users/me', body, token, call)
const putUser = (id: string, body: unknown, token = boss.token, call?: Caller) =>
  put(`/api/v1/users/${id}`, body, token, call)
const remove = (id: string, token: string) => world.post(`/api/v1/users/${id}`, undefined, { token, method: 'DELETE' })
const newEmail = () => `nouvelle.${randomUUID()}@example.com`

test('one corrects the own account and sees it at once', async () => {
  const me = await person()
  const answer = await putMe({ first_name: 'Awa-Marie', phone: '+24106000001', annees_experience: 4 }, me)
  expect(answer).toMatchObject({
    status: 200,
    body: { success: true, errors: null, data: { first_name: 'Awa-Marie', phone: '+24106000001' } },
  })
  expect(answer.headers.get('ETag')).toBe('"1"')
  expect(answer.body.data.available_actions.map(({ action }: { action: string }) => action)).toContain('delete_account')
  expect((await putMe({ first_name: 'Awa-Marie' }, me)).status).toBe(200)
  expect(await world.eventsOf(`user-${me.id}`)).toEqual(['CandidateRegistered', 'UserAccountUpdated'])
})

test('Z4, W-03: guarded fields are refused, and repeating what is so is not', async () => {
  const me = await person()
  for (const wish of [
    { role: 'admin' },
    { statut: 'bloqué' },
    { matricule: 12 },
    { candidate_status: 'interne' },
    { is_internal_candidate: true },
  ])
    expect(await putMe(wish, me)).toMatchObject({ status: 403, body: { code: 'guarded-field' } })
  expect((await putMe({ role: 'candidat', statut: 'actif', candidate_status: 'externe' }, me)).status).toBe(200)
  expect(await world.eventsOf(`user-${me.id}`)).toEqual(['CandidateRegistered'])
  expect((await putUser(me.id, { role: 'admin' }, me.token)).status).toBe(403)
})

test('another address: login moves, the old one is free, both stay unique', async () => {
  const [me, other] = [await person(), await person()]
  const email = newEmail()
  expect((await putMe({ email: email.toUpperCase() }, me)).body.data.email).toBe(email)
  expect((await logIn(email)).status).toBe(200)
  expect((await logIn(me.email)).status).toBe(401)
  expect(await putMe({ email }, other)).toMatchObject({ status: 400, body: { code: 'email-already-used' } })
  expect((await world.post('/api/v1/auth/signup', somebody({ email }))).status).toBe(400)
  expect((await world.post('/api/v1/auth/signup', somebody({ email: me.email }))).status).toBe(201)
})

test('W-29: of 10 accounts that want one address at the same moment one gets it', async () => {
  const people = await Promise.all(Array.from({ length: 10 }, () => person()))
  const email = newEmail()
  const statuses = (await Promise.all(people.map((one) => putMe({ email }, one)))).map(({ status }) => status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(1)
  const { rows } = await world.pool.query('select 1 from hcm.accounts where email_hash = $1', [
    world.identity.hashes.email(email),
  ])
  expect(rows).toHaveLength(1)
})

const dyingAt = (part: 'the event' | 'the row'): Promise<Caller> => {
  const killed = () => Promise.reject(new Error('killed'))
  const { executor, accounts } = world.identity
  const dying: IdentityDependencies =
    part === 'the event'
      ? { ...world.identity, executor: { ...executor, execute: killed } }
      : { ...world.identity, accounts: { ...accounts, applyClaim: killed } }
  return world.serve(dying)
}

test('killed before the event: the old address stays, the new one is free again', async () => {
  const me = await person()
  const email = newEmail()
  expect((await putMe({ email }, me, await dyingAt('the event'))).status).toBe(500)
  expect((await logIn(me.email)).status).toBe(200)
  expect((await world.post('/api/v1/auth/signup', somebody({ email }))).status).toBe(201)
  expect(await world.eventsOf(`user-${me.id}`)).toEqual(['CandidateRegistered', 'IdentifierChangeAbandoned'])
})

test('killed before the row: the new address is the account’s, by login or by time', async () => {
  const [one, two] = [await person(), await person()]
  const [first, second] = [newEmail(), newEmail()]
  expect((await putMe({ email: first }, one, await dyingAt('the row'))).status).toBe(500)
  expect((await logIn(first)).status).toBe(200)
  expect((await logIn(one.email)).status).toBe(401)
  expect((await putMe({ email: second }, two, await dyingAt('the row'))).status).toBe(500)
  expect(await settlePendingRegistrations(world.otherProcess(), 0)).toBe(1)
  expect((await logIn(second)).status).toBe(200)
})

test('S6, W-05: a changed role or statut closes the sessions, and what may not be used is not logged in to', async () => {
  const [promoted, blocked] = [await person(), await person()]
  expect((await putUser(promoted.id, { role: 'observateur' })).body.data.role).toBe('observer')
  expect((await putUser(blocked.id, { statut: 'bloqué', statut_note: 'Compte partagé' })).status).toBe(200)
  for (const { refresh: refresh_token } of [promoted, blocked])
    expect((await world.post('/api/v1/auth/refresh', { refresh_token })).status).toBe(401)
  expect((await logIn(promoted.email)).body.user.role).toBe('observer')
  expect((await logIn(blocked.email)).body.code).toBe('account-blocked')
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  for (const one of [promoted, blocked]) expect((await putMe({ first_name: 'X' }, one)).status).toBe(401)
  expect((await putUser(blocked.id, { statut: 'actif' })).status).toBe(200)
  expect((await logIn(blocked.email)).status).toBe(200)
})

test('a candidate fills in a profile, as often as they like; others have none', async () => {
  const me = await person()
  const put = (body: unknown) => world.post('/api/v1/users/me/profile', body, { token: me.token, method: 'PUT' })
  const first = await put({ skills: '["SIG","Métrologie"]', availability: 'Dans 1 mois', expected_salary_min: 5 })
  expect(first).toMatchObject({
    status: 200,
    body: { data: { candidate_profile: { user_id: me.id, skills: ['SIG', 'Métrologie'], expected_salary_min: 5 } } },
  })
  expect((await put({ skills: 'rien', gender: 'F' })).body.data.candidate_profile).toMatchObject({
    skills: [],
    gender: 'F',
  })
  expect((await put({ gender: 'F' })).status).toBe(200)
  for (const wrong of [{ availability: 'Demain' }, { years_experience: 51 }, { linkedin_url: 'javascript:alert(1)' }])
    expect((await put(wrong)).status).toBe(422)
  expect((await put({ expected_salary_max: 4 })).body.code).toBe('profile-salary-range')
  expect((await world.post('/api/v1/users/me/profile', {}, { token: boss.token, method: 'PUT' })).status).toBe(403)
  expect((await world.eventsOf(`user-${me.id}`)).slice(1)).toEqual([
    'CandidateProfileCreated',
    'CandidateProfileUpdated',
  ])
  expect((await logIn(me.email)).body.user.candidate_profile).toMatchObject({ gender: 'F' })
})

test('Z9: a step that does not exist is refused', async () => {
  const { id } = await person()
  expect((await putUser(id, { statut: 'archivé' })).status).toBe(200)
  expect(await putUser(id, { statut: 'actif' })).toMatchObject({
    status: 409,
    body: { code: 'statut-transition-refused' },
  })
  expect((await putUser(randomUUID(), { statut: 'actif' })).status).toBe(404)
})

test('the last administrator stays: of two that demote each other one is refused', async () => {
  const [ada, eve] = [await created('admin'), await created('admin')]
  const other = await world.serve(world.otherProcess())
  const answers = await Promise.all([
    putUser(eve.id, { role: 'recruiter' }, ada.token),
    putUser(ada.id, { statut: 'inactif' }, eve.token, other),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)!.body.code).toBe('last-admin')
  const left = answers[0].status === 200 ? ada : eve
  expect((await remove(left.id, boss.token)).body.code).toBe('last-admin')
  expect((await logIn(left.email)).status).toBe(200)
})

test('W-55: an account is deleted by its owner or by an administrator, who cannot delete their own', async () => {
  const [me, other] = [await person(), await person()]
  expect((await remove(other.id, me.token)).status).toBe(403)
  expect((await remove(boss.id, boss.token)).body.code).toBe('cannot-delete-self')
  expect((await remove(randomUUID(), boss.token)).status).toBe(404)
  expect((await remove(me.id, me.token)).status).toBe(204)
  expect((await remove(other.id, boss.token)).status).toBe(204)
  expect((await remove(other.id, boss.token)).status).toBe(204)
  for (const { email, refresh: refresh_token } of [me, other]) {
    expect((await logIn(email)).status).toBe(401)
    expect((await world.post('/api/v1/auth/refresh', { refresh_token })).status).toBe(401)
    expect((await world.post('/api/v1/auth/signup', somebody({ email }))).status).toBe(201)
  }
})

test('killed between the end of an account and its row: the address is free all the same', async () => {
  const me = await person()
  const { accounts } = world.identity
  const dying = await world.serve({
    ...world.identity,
    accounts: { ...accounts, remove: () => Promise.reject(new Error('killed')) },
  })
  expect((await dying(`/api/v1/users/${me.id}`, undefined, { token: me.token, method: 'DELETE' })).status).toBe(500)
  expect((await logIn(me.email)).status).toBe(401)
  expect((await world.post('/api/v1/auth/signup', somebody({ email: me.email }))).status).toBe(201)
})
