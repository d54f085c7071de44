import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { accessRequestId } from '@one-hcm/contracts/identity/users/access-request'
import type { Role } from '@one-hcm/contracts/kernel/route'
import { type IdentityWorld, somebody, startIdentityWorld, tokenOf } from '../testing/identity-world.ts'

let world: IdentityWorld
let recruiter: string
let observer: string
let matricule = 5000

beforeAll(async () => {
  world = await startIdentityWorld()
  recruiter = await tokenFor('recruiter')
  observer = await tokenFor('observer')
}, 60_000)
afterAll(() => world?.stop())

async function tokenFor(role: Role): Promise<string> {
  const [sessionId, userId] = [randomUUID(), randomUUID()]
  await world.identity.sessions.insert({
    sessionId,
    userId,
    role,
    refreshHash: 'none',
    accountRevision: 0,
    now: new Date().toISOString(),
    expiresAt: new Date(Date.now() + 60_000).toISOString(),
  })
  return tokenOf(userId, role, sessionId)
}

async function waiting(): Promise<{ id: string; requestId: string; email: string; password: string }> {
  matricule += 1
  await world.identity.agents.importAgents([{ matricule, nom: 'Ndong', prenom: 'Awa' }])
  const body = somebody({ candidate_status: 'interne', matricule, no_seeg_email: true })
  const { body: user } = await world.post('/api/v1/auth/signup', body)
  expect(user).toMatchObject({ statut: 'en_attente' })
  return { id: user.id, requestId: accessRequestId(user.id), email: body.email, password: body.password }
}
const REASON = 'Le matricule est celui de quelqu’un d’autre.'
const logIn = ({ email, password }: { email: string; password: string }) =>
  world.post('/api/v1/auth/login', { email, password })

test('an approved request activates the account in one event, and login works', async () => {
  const person = await waiting()
  const answer = await world.post(
    '/api/v1/access-requests/approve',
    { request_id: person.requestId },
    { token: recruiter },
  )
  expect(answer).toMatchObject({
    status: 200,
    body: {
      success: true,
      data: { id: person.requestId, user_id: person.id, status: 'approved', user_statut: 'actif', viewed: true },
    },
  })
  expect(answer.headers.get('ETag')).toBe('"1"')
  expect(answer.headers.get('Consistency-Token')).toMatch(/^\d+$/)
  expect(await world.eventsOf(`user-${person.id}`)).toEqual(['CandidateRegistered', 'AccessApproved'])
  expect((await logIn(person)).status).toBe(200)
})

test('a rejected request keeps its reason, blocks the account and closes its sessions', async () => {
  const person = await waiting()
  // No waiting account has a session; one left over from elsewhere must not survive all the same.
  const sessionId = randomUUID()
  await world.identity.sessions.insert({
    sessionId,
    userId: person.id,
    role: 'candidate',
    refreshHash: 'none',
    accountRevision: 0,
    now: new Date().toISOString(),
    expiresAt: new Date(Date.now() + 60_000).toISOString(),
  })
  const answer = await world.post(
    `/api/v1/access-requests/${person.requestId}/reject`,
    { rejection_reason: ` ${REASON} ` },
    { token: recruiter, method: 'PUT' },
  )
  expect(answer).toMatchObject({
    status: 200,
    body: { data: { status: 'rejected', rejection_reason: REASON, user_statut: 'bloqué' } },
  })
  expect(await world.identity.sessions.liveOf(person.id)).toEqual([])
  expect((await logIn(person)).body).toMatchObject({ code: 'account-blocked' })
})

test('both forms of both decisions', async () => {
  const [one, two] = [await waiting(), await waiting()]
  const approved = await world.post(`/api/v1/access-requests/${one.requestId}/approve`, undefined, {
    token: recruiter,
    method: 'PUT',
  })
  expect(approved.body.data).toMatchObject({ status: 'approved' })
  const rejected = await world.post(
    '/api/v1/access-requests/reject',
    { request_id: two.requestId, rejection_reason: REASON },
    { token: recruiter },
  )
  expect(rejected.body.data).toMatchObject({ status: 'rejected' })
})

test('refusals: unknown, decided before, no reason, no right', async () => {
  const person = await waiting()
  const approve = (request_id: string, token = recruiter) =>
    world.post('/api/v1/access-requests/approve', { request_id }, { token })
  expect(await approve(randomUUID())).toMatchObject({ status: 404, body: { code: 'access-request-not-found' } })
  const short = { request_id: person.requestId, rejection_reason: `${'x'.repeat(19)}   ` }
  expect((await world.post('/api/v1/access-requests/reject', short, { token: recruiter })).status).toBe(422)
  expect((await approve(person.requestId, observer)).status).toBe(403)
  expect((await approve(person.requestId)).status).toBe(200)
  expect(await approve(person.requestId)).toMatchObject({ status: 400, body: { code: 'access-request-decided' } })
})

test('W-33: an approval and a rejection at the same moment, in two processes: one decides', async () => {
  const other = await world.serve(world.otherProcess())
  for (let round = 0; round < 5; round++) {
    const { id, requestId } = await waiting()
    const answers = await Promise.all([
      world.post('/api/v1/access-requests/approve', { request_id: requestId }, { token: recruiter }),
      other(
        '/api/v1/access-requests/reject',
        { request_id: requestId, rejection_reason: REASON },
        { token: recruiter },
      ),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
    expect(await world.eventsOf(`user-${id}`)).toHaveLength(2)
  }
})

test('an If-Match of another revision changes nothing', async () => {
  const { id, requestId } = await waiting()
  const approve = (tag: string) =>
    world.post(
      '/api/v1/access-requests/approve',
      { request_id: requestId },
      { token: recruiter, headers: { 'If-Match': tag } },
    )
  expect((await approve('"7"')).status).toBe(412)
  expect(await world.eventsOf(`user-${id}`)).toHaveLength(1)
  expect((await approve('"0"')).status).toBe(200)
})

test('taking note of all requests counts each of them once', async () => {
  const viewAll = () => world.post('/api/v1/access-requests/mark-all-viewed', undefined, { token: observer })
  await viewAll()
  const people = [await waiting(), await waiting(), await waiting()]
  await world.post('/api/v1/access-requests/approve', { request_id: people[0]!.requestId }, { token: recruiter })
  expect(await viewAll()).toMatchObject({ status: 200, body: { success: true, count: 2 } })
  expect((await viewAll()).body).toMatchObject({ count: 0 })
  expect(await world.eventsOf(`user-${people[1]!.id}`)).toEqual(['CandidateRegistered', 'AccessRequestViewed'])
  expect(await world.eventsOf(`user-${people[0]!.id}`)).toEqual(['CandidateRegistered', 'AccessApproved'])
})
