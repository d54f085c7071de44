import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { accessRequestId } from '@one-hcm/contracts/identity/users/access-request'
import { candidateProfileId, emptyProfile } from '@one-hcm/contracts/identity/users/candidate-profile'
import { getOwnProfileRoute } from '@one-hcm/contracts/identity/users/get-own-profile.route'
import { listAccessRequestsRoute } from '@one-hcm/contracts/identity/users/list-access-requests.route'
import { listUsersRoute } from '@one-hcm/contracts/identity/users/list-users.route'
import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import { ownAccountWire, userEnvelope } from '@one-hcm/contracts/identity/users/user.wire'
import type { Role } from '@one-hcm/contracts/kernel/route'
import { type ReadWorld, startReadWorld } from '@one-hcm/embedded/testing/read-world'
import { startTestApi, type TestApi, testTokens } from '@one-hcm/platform/testing/test-api'
import { identityEndpoints } from './identity.routes.ts'

let world: ReadWorld
let api: TestApi
beforeAll(async () => {
  world = await startReadWorld()
  api = await startTestApi(identityEndpoints(world))
}, 60_000)
afterAll(async () => {
  await api?.stop()
  await world?.stop()
})
beforeEach(() => world.pool.query('truncate user_accounts, users, user_sessions'))

async function get(path: string, role: Role, id: string = randomUUID()) {
  const token = testTokens.issue({ userId: id, role, sessionId: randomUUID() })
  const response = await api.call(path, { headers: { Authorization: `Bearer ${token}` } })
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked at, not worked with
  const body = (await response.json()) as any
  return { status: response.status, headers: response.headers, body }
}

type Registered = Extract<UserEvent, { type: 'CandidateRegistered' }>['data']
let second = 0
/** The time of an event, one second after the one before. */
const next = () => new Date(Date.UTC(2026, 0, 15, 10, 0, ++second)).toISOString()

async function candidate(change: Partial<Registered> = {}): Promise<string> {
  const id = randomUUID()
  const data: Registered = {
    user_id: id,
    email: `${id}@example.com`,
    first_name: 'Awa',
    last_name: 'Ndong',
    phone: null,
    date_of_birth: '1990-05-17',
    adresse: 'Libreville',
    poste_actuel: null,
    matricule: 4821,
    sexe: 'F',
    candidate_status: 'interne',
    no_seeg_email: false,
    annees_experience: 3,
    statut: 'actif',
    consent_at: null,
    ...change,
  }
  await world.append(`user-${id}`, [{ type: 'CandidateRegistered', data }], { at: next() })
  return id
}
async function staff(role: Role, email = `${randomUUID()}@example.com`): Promise<string> {
  const id = randomUUID()
  const data = {
    user_id: id,
    email,
    first_name: 'Jean',
    last_name: 'Obame',
    phone: null,
    date_of_birth: null,
    adresse: null,
    poste_actuel: null,
    matricule: null,
    role,
    sexe: null,
    candidate_status: null,
    no_seeg_email: false,
    annees_experience: null,
    created_by: randomUUID(),
    password_generated: true,
  }
  await world.append(`user-${id}`, [{ type: 'UserCreatedByAdmin', data }], { at: next() })
  return id
}
async function login(userId: string, at: string): Promise<void> {
  const id = randomUUID()
  await world.append(
    `session-${id}`,
    [{ type: 'SessionStarted', data: { session_id: id, user_id: userId, role: 'candidate', expires_at: at } }],
    { at },
  )
}

test.each(['/api/v1/auth/me', '/api/v1/users/me'])('%s shows the own account in both shapes', async (path) => {
  const id = await candidate()
  expect((await get(path, 'candidate', id)).body.last_login).toBeNull()
  await login(id, '2026-02-01T08:00:00.000Z')
  await login(id, '2026-02-02T08:00:00.000Z')
  const { status, body, headers } = await get(path, 'candidate', id)
  expect(status).toBe(200)
  expect(headers.get('ETag')).toBe('"0"')
  expect(ownAccountWire.strict().parse(body)).toEqual(body)
  expect(body).toMatchObject({
    id,
    role: 'candidate',
    success: true,
    errors: null,
    last_login: '2026-02-02T08:00:00.000Z',
  })
  expect(body.data).toMatchObject({ id, role: 'candidate', matricule: 4821, candidate_profile: null })
})

test('the own profile: none yet, then all of it, also with the account', async () => {
  const id = await candidate()
  const path = '/api/v1/users/me/profile'
  expect((await get(path, 'candidate', id)).body).toMatchObject({ status: 404, code: 'profile-not-found' })
  const profile = { ...emptyProfile, skills: ['SIG'], birth_date: '1990-05-17' }
  await world.append(`user-${id}`, [
    { type: 'CandidateProfileCreated', data: { user_id: id, profile_id: candidateProfileId(id), profile } },
  ])
  const { body } = await get(path, 'candidate', id)
  expect(getOwnProfileRoute.response!.parse(body)).toEqual(body)
  expect(body.data).toMatchObject({ id: candidateProfileId(id), user_id: id, skills: ['SIG'] })
  const me = await get('/api/v1/users/me', 'candidate', id)
  expect(me.body.data.candidate_profile).toMatchObject({ birth_date: '1990-05-17' })
  expect((await get(path, 'recruiter')).status).toBe(403)
})

test('an account that is not there (any more) is a 404', async () => {
  expect((await get('/api/v1/users/me', 'candidate')).body).toMatchObject({ status: 404, code: 'user-not-found' })
})

test('one account: oneself, recruiters and administrators; observers see candidates only', async () => {
  const [person, other, recruiter] = [await candidate(), await candidate(), await staff('recruiter')]
  const read = (id: string, role: Role, as?: string) => get(`/api/v1/users/${id}`, role, as)
  const own = await read(person, 'candidate', person)
  expect(userEnvelope.strict().parse(own.body)).toEqual(own.body)
  expect((await read(person, 'recruiter')).body.data).toMatchObject({
    id: person,
    available_actions: [{ action: 'update_account', reason_code: 'forbidden' }, {}, {}],
  })
  expect((await read(recruiter, 'admin')).status).toBe(200)
  expect((await read(person, 'observer')).status).toBe(200)
  expect((await read(recruiter, 'observer')).status).toBe(404)
  expect((await read(other, 'candidate', person)).status).toBe(403)
  expect((await read(randomUUID(), 'candidate', person)).status).toBe(403)
  expect((await read(person, 'auditor')).status).toBe(403)
  expect((await read(randomUUID(), 'admin')).status).toBe(404)
  expect((await read('nobody', 'admin')).status).toBe(404)
})

test('D-14: the list: all for administrators, candidates for recruiters, nothing for others', async () => {
  const [person, recruiter] = [await candidate(), await staff('recruiter')]
  const all = await get('/api/v1/users/', 'admin')
  expect(listUsersRoute.response!.parse(all.body)).toEqual(all.body)
  expect(all.body).toMatchObject({ success: true, total: 2, page: 1, per_page: 100, next_cursor: null })
  expect(all.body.data.map(({ id }: { id: string }) => id)).toEqual([recruiter, person])
  expect(all.body.items).toEqual(all.body.data)
  const visible = await get('/api/v1/users', 'recruiter')
  expect(visible.body.data.map(({ id }: { id: string }) => id)).toEqual([person])
  expect((await get('/api/v1/users?role=recruteur', 'recruiter')).body).toMatchObject({ total: 0, data: [] })
  for (const role of ['candidate', 'observer', 'auditor', 'data'] as const)
    expect((await get('/api/v1/users', role)).status).toBe(403)
})

test('the list is filtered and searched literally', async () => {
  await candidate({ first_name: 'Élodie', last_name: 'Mba', email: 'elodie@example.com' })
  await candidate({ first_name: '100%', last_name: 'Under_score', statut: 'en_attente' })
  await staff('observer', 'chef@example.com')
  const found = async (query: string) => (await get(`/api/v1/users?${query}`, 'admin')).body.total
  expect(await found('role=observateur')).toBe(1)
  expect(await found(`statut=${encodeURIComponent('en_attente')}`)).toBe(1)
  expect(await found('q=%C3%89LODIE')).toBe(1)
  expect(await found('q=mba%20%C3%A9lodie')).toBe(1)
  expect(await found('q=CHEF@')).toBe(1)
  expect(await found('q=%25')).toBe(1)
  expect(await found('q=_')).toBe(1)
  expect(await found(`q=${encodeURIComponent("' or 1=1 --")}`)).toBe(0)
  expect(await found('q=')).toBe(3)
  for (const query of ['sort=password', 'order=up', 'limit=0', 'limit=1001', 'skip=-1', 'role=root', 'q=%00'])
    expect((await get(`/api/v1/users?${query}`, 'admin')).status).toBe(422)
})

test.each(['first_name', 'last_name', 'email', 'created_at'])(
  'pages by %s follow each other in both orders',
  async (sort) => {
    for (const name of ['Zoé', 'Awa', 'awa', 'Marc', 'Awa'])
      await candidate({ first_name: name, last_name: name, email: `${name}.${randomUUID()}@example.com` })
    for (const order of ['asc', 'desc']) {
      const ids: string[] = []
      let cursor: string | null = null
      do {
        const page = `/api/v1/users?limit=2&sort=${sort}&order=${order}${cursor ? `&cursor=${cursor}` : ''}`
        const { body } = await get(page, 'admin')
        expect(body.total).toBe(5)
        ids.push(...body.data.map(({ id }: { id: string }) => id))
        cursor = body.next_cursor
        // Cursors travel in addresses: no name, no e-mail address.
        if (cursor) expect(Buffer.from(cursor, 'base64url').toString()).not.toMatch(/@|zoé|awa|marc/i)
      } while (cursor)
      const whole = await get(`/api/v1/users?sort=${sort}&order=${order}`, 'admin')
      expect(ids).toEqual(whole.body.data.map(({ id }: { id: string }) => id))
      const skipped = await get(`/api/v1/users?sort=${sort}&order=${order}&skip=2&limit=2`, 'admin')
      expect(skipped.body).toMatchObject({ page: 2, per_page: 2 })
      expect(skipped.body.data.map(({ id }: { id: string }) => id)).toEqual(ids.slice(2, 4))
    }
  },
)

test('a cursor of another order, or none at all, is refused', async () => {
  await candidate()
  await candidate()
  const { body } = await get('/api/v1/users?limit=1', 'admin')
  for (const query of [`cursor=${body.next_cursor}&order=asc`, 'cursor=x', 'cursor=W10'])
    expect(await get(`/api/v1/users?${query}`, 'admin')).toMatchObject({
      status: 400,
      body: { code: 'invalid-cursor' },
    })
})

test('D-15: the inbox: newest first, counted, filtered, for staff only', async () => {
  const [one, two, three] = [
    await candidate({ statut: 'en_attente', no_seeg_email: true }),
    await candidate({ statut: 'en_attente', no_seeg_email: true }),
    await candidate({ statut: 'en_attente', no_seeg_email: true }),
  ]
  await candidate()
  const decided = { user_id: one, request_id: accessRequestId(one), reviewed_by: randomUUID() }
  await world.append(`user-${one}`, [
    { type: 'AccessRejected', data: { ...decided, rejection_reason: 'Le matricule est celui d’un autre.' } },
  ])
  await world.append(`user-${two}`, [
    { type: 'AccessRequestViewed', data: { user_id: two, request_id: accessRequestId(two), viewed_by: randomUUID() } },
  ])
  const inbox = await get('/api/v1/access-requests/', 'observer')
  expect(listAccessRequestsRoute.response!.parse(inbox.body)).toEqual(inbox.body)
  expect(inbox.body).toMatchObject({ success: true, total: 3, pending_count: 2, unviewed_count: 1 })
  expect(inbox.body.data.map((request: { user_id: string }) => request.user_id)).toEqual([three, two, one])
  expect(inbox.body.data[2]).toMatchObject({
    id: accessRequestId(one),
    status: 'rejected',
    matricule: '4821',
    user_statut: 'bloqué',
    users: { statut: 'bloqué', sexe: 'F', adresse: 'Libreville' },
    available_actions: [{ action: 'approve_access', reason_code: 'forbidden' }, { action: 'reject_access' }],
  })
  const found = async (query: string) => (await get(`/api/v1/access-requests?${query}`, 'recruiter')).body.total
  expect(await found('status_filter=pending')).toBe(2)
  expect(await found('status=rejected&viewed=true')).toBe(1)
  expect(await found('viewed_filter=false')).toBe(1)
  const first = await get('/api/v1/access-requests?limit=2', 'admin')
  const rest = await get(`/api/v1/access-requests?limit=2&cursor=${first.body.next_cursor}`, 'admin')
  expect(rest.body.data.map((request: { user_id: string }) => request.user_id)).toEqual([one])
  const badge = await get('/api/v1/access-requests/unviewed-count', 'recruiter')
  expect(badge.body).toEqual({ success: true, count: 1, unviewed_count: 1 })
  for (const role of ['candidate', 'auditor', 'data'] as const)
    expect((await get('/api/v1/access-requests', role)).status).toBe(403)
  expect((await get('/api/v1/access-requests?limit=501', 'admin')).status).toBe(422)
})

test('the own staff number: in the directory, fixed-term, unknown, none', async () => {
  await world.pool.query('create table if not exists hcm.seeg_agents (matricule integer, fixed_term boolean)')
  await world.pool.query('insert into hcm.seeg_agents values (4821, false), (77, true)')
  const verify = async (matricule: number | null) =>
    (await get('/api/v1/auth/verify-matricule', 'candidate', await candidate({ matricule }))).body
  expect(await verify(4821)).toEqual({ valid: true, reason: null, agent_matricule: 4821 })
  for (const matricule of [77, 5, null])
    expect(await verify(matricule)).toMatchObject({ valid: false, agent_matricule: matricule })
  expect((await get('/api/v1/auth/verify-matricule', 'recruiter')).status).toBe(403)
})

test('an abandoned registration is nobody', async () => {
  const id = randomUUID()
  await world.append(`user-${id}`, [{ type: 'RegistrationAbandoned', data: { user_id: id } }])
  expect((await get('/api/v1/users', 'admin')).body.total).toBe(0)
})
