import { randomUUID } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { buildOpenApi } from '@one-hcm/contracts/kernel/openapi'
import { type Role, roles } from '@one-hcm/contracts/kernel/route'
import { routes } from '@one-hcm/contracts/routes'
import { systemForSuite } from '../journeys/suite-system.ts'
import { type Answer, at, textAt } from '../testing/client.ts'
import { createColleague, type Person, signUpCandidate } from '../testing/people.ts'
import { applied, type Offer, publishOffer } from '../testing/recruitment.ts'
import { namesIn, undeclared } from './declared.ts'
import {
  type CallerRole,
  callers,
  type Operation,
  operationsOf,
  type Relation,
  relations,
  violation,
} from './matrix.ts'

const suite = systemForSuite({ shape: 'one-process' })

/** What the operations of the matrix answered with, by whom they were called. */
const answered: { operation: Operation; role: CallerRole; relation: Relation; body: unknown }[] = []

type Cast = {
  people: Record<Role, Person>
  offer: Offer
  /** Of the candidate who calls, and of another one. */
  application: Record<'own' | 'other', string>
  other: Person
}

async function cast(): Promise<Cast> {
  const { client, admin, recruiter, auditor } = suite
  const offer = await publishOffer(client, recruiter)
  const [candidate, other] = [await signUpCandidate(client), await signUpCandidate(client)]
  return {
    people: {
      admin,
      recruiter,
      auditor,
      candidate,
      observer: await createColleague(client, admin, 'observer'),
      data: await createColleague(client, admin, 'data'),
    },
    offer,
    other,
    application: { own: await applied(client, candidate, offer), other: await applied(client, other, offer) },
  }
}

const sessionOf = ({ token }: Person): string =>
  (JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { sid: string }).sid

/** The id a call is about. */
function idFor({ path }: Operation, { people, application, offer, other }: Cast, caller: Person, relation: Relation) {
  if (relation === 'none') return randomUUID()
  if (path.includes('/candidates/')) return relation === 'own' ? people.candidate.id : other.id
  if (path.includes('/jobs/')) return offer.id
  if (path.includes('/applications/') || path.includes('/evaluations/')) return application[relation]
  if (path.includes('/sessions/')) return sessionOf(relation === 'own' ? caller : other)
  return relation === 'own' ? caller.id : other.id
}

/** Operations that end what the other cells need: their caller, or somebody they are about, is made for them alone. */
const ENDING = new Set(['logOut', 'endOtherSessions', 'endOwnSession', 'deleteUser'])

async function callerFor(operation: Operation, role: Role, { people }: Cast): Promise<Person> {
  if (!ENDING.has(operation.operationId) || operation.access?.[role] === undefined) return people[role]
  return role === 'candidate' ? signUpCandidate(suite.client) : createColleague(suite.client, suite.admin, role)
}

/** A form without a file: well-formed, and never enough. */
const almostEmptyForm = {
  type: 'multipart/form-data; boundary=part',
  bytes: '--part\r\nContent-Disposition: form-data; name="document_type"\r\n\r\ncertificats\r\n--part--\r\n',
}

async function call(operation: Operation, role: CallerRole, relation: Relation, world: Cast): Promise<Answer> {
  const caller = role === 'visitor' ? undefined : await callerFor(operation, role, world)
  const deletes = operation.operationId === 'deleteUser' && role === 'admin' && relation === 'other'
  const target = deletes ? await signUpCandidate(suite.client) : undefined
  const id = target?.id ?? idFor(operation, world, caller ?? world.people.candidate, relation)
  const path = operation.path
    .replace('{stream}', relation === 'none' ? `user-${randomUUID()}` : `user-${id}`)
    .replaceAll(/\{\w+\}/g, (name) => (name === '{document_id}' ? randomUUID() : id))
  return suite.client.call(operation.method.toUpperCase() as 'GET', path, {
    ...(caller ? { token: caller.token } : {}),
    ...(operation.takesFiles ? { raw: almostEmptyForm } : operation.hasBody ? { json: {} } : {}),
  })
}

test('Z1, W-08, W-52: every operation × every role × own, other and none is as the OpenAPI document declares', async () => {
  const world = await cast()
  const operations = operationsOf(buildOpenApi(routes) as never)
  expect(operations.length).toBe(routes.length)
  const wrong: string[] = []
  let cells = 0
  for (const operation of operations)
    for (const role of callers)
      for (const relation of operation.path.includes('{') ? relations : (['own'] as const)) {
        // What an offer's removal leaves is another test's; here it would take the ground from the other cells.
        if (operation.operationId === 'deleteJobOffer' && relation !== 'none' && operation.access?.[role]) continue
        const answer = await call(operation, role, relation, world)
        const code = at(answer, 'code')
        if (answer.status < 300) answered.push({ operation, role, relation, body: answer.body })
        const problem = violation(operation, role, relation, {
          status: answer.status,
          code: typeof code === 'string' ? code : undefined,
          empty: Array.isArray(answer.body) ? answer.body.length === 0 : at(answer, 'total_count') === 0,
        })
        cells += 1
        if (problem) wrong.push(`${operation.operationId} · ${role} · ${relation}: ${problem}`)
      }
  expect(wrong).toEqual([])
  expect(cells).toBeGreaterThan(400)
}, 300_000)

test('Z5: no answer to anybody holds a field that its route does not declare', () => {
  const wrong = answered.flatMap(({ operation, role, relation, body }) => {
    const { response } = routes.find(({ name }) => name === operation.operationId)!
    return undeclared(response, body).map((problem) => `${operation.operationId} · ${role} · ${relation}: ${problem}`)
  })
  expect(wrong).toEqual([])
  expect(answered.length).toBeGreaterThan(100)
})

test('Z5: candidates get no notes, no scores and no passwords', () => {
  const kept = /^(internal_notes|notes|scores?|overall_score|comments|password.*|hashed_password)$/
  const wrong = answered
    .filter(({ role }) => role === 'candidate')
    .flatMap(({ operation, body }) =>
      namesIn(body)
        .filter((name) => kept.test(name))
        .map((name) => `${operation.operationId}: ${name}`),
    )
  expect(wrong).toEqual([])
})

test('A1: no protected operation answers without a token, or with something else in its place', async () => {
  const protectedRoutes = routes.filter(({ access }) => access.visitor === undefined)
  const wrong: string[] = []
  for (const route of protectedRoutes)
    for (const authorization of [undefined, '', 'Bearer', 'Bearer ', 'Basic YTpi', 'Bearer x.y.z', 'bearer null']) {
      const path = route.path.replaceAll(/\{\w+\}/g, randomUUID())
      const answer = await suite.client.call(route.method.toUpperCase() as 'GET', path, {
        headers: authorization === undefined ? {} : { Authorization: authorization },
      })
      const challenge = answer.headers.get('WWW-Authenticate')
      if (answer.status !== 401 || !challenge?.startsWith('Bearer') || at(answer, 'data') !== undefined)
        wrong.push(`${route.name} with "${authorization}": ${answer.status} ${challenge}`)
    }
  expect(wrong).toEqual([])
}, 120_000)

test('S9: no answer sets a cookie, so there is none to protect', async () => {
  const { client, recruiter } = suite
  const login = await client.post('/api/v1/auth/login', {
    json: { email: recruiter.email, password: recruiter.password },
  })
  for (const answer of [login, await client.get('/api/v1/users/me', { token: recruiter.token })])
    expect(answer.headers.get('Set-Cookie')).toBeNull()
})

test('H1: every answer carries the security headers, private ones are never kept', async () => {
  const { client, recruiter } = suite
  const answers = [
    await client.get('/api/v1/users/me', { token: recruiter.token }),
    await client.get('/api/v1/users/me'),
    await client.get('/nowhere'),
    await client.post('/api/v1/auth/login', { json: {} }),
  ]
  for (const { headers } of answers) {
    expect(headers.get('Strict-Transport-Security')).toContain('max-age=31536000')
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    expect(headers.get('Referrer-Policy')).toBe('no-referrer')
    expect(headers.get('Cache-Control')).toContain('no-store')
    expect(headers.get('X-Powered-By')).toBeNull()
  }
})

test('Z2: for a candidate, somebody else’s application and one that is not there are the same', async () => {
  const world = await cast()
  const { token } = world.people.candidate
  const bare = (answer: Answer, id: string) => {
    const { request_id: _request, trace_id: _trace, ...body } = answer.body as Record<string, unknown>
    return { status: answer.status, body: JSON.stringify(body).replaceAll(id, 'ID') }
  }
  for (const part of ['', '/documents', '/history']) {
    const [foreign, unknown] = [world.application.other, randomUUID()]
    const [one, two] = await Promise.all(
      [foreign, unknown].map((id) => suite.client.get(`/api/v1/applications/${id}${part}`, { token })),
    )
    expect(bare(one!, foreign)).toEqual(bare(two!, unknown))
    expect(one!.status).toBe(404)
  }
})

test('Z3: a document is not found under another application, by its owner neither', async () => {
  const { people, application } = await cast()
  const { client, recruiter } = suite
  const list = await client.get(`/api/v1/applications/${application.own}/documents`, { token: people.candidate.token })
  const document = textAt(list, 'data', 0, 'id')
  for (const { token } of [people.candidate, recruiter])
    for (const end of ['', '/download'])
      for (const parent of [application.other, randomUUID()])
        expect((await client.get(`/api/v1/applications/${parent}/documents/${document}${end}`, { token })).status).toBe(
          404,
        )
})

test('Z8: auditor and data change nothing but what is their own', async () => {
  const { people } = await cast()
  const own = new Set([
    ...['logOut', 'changePassword', 'endOwnSession', 'endOtherSessions', 'updateOwnAccount', 'createLiveTicket'],
    ...['readNotification', 'readAllNotifications', 'markAllNotificationsRead'],
    ...['changeNotificationPreferences', 'setMailPreference'],
  ])
  const writes = routes.filter(({ method, access }) => method !== 'get' && access.visitor === undefined)
  for (const route of writes.filter(({ name }) => !own.has(name)))
    for (const role of ['auditor', 'data'] as const) {
      const path = route.path.replaceAll(/\{\w+\}/g, randomUUID())
      const { token } = people[role]
      const answer = await suite.client.call(route.method.toUpperCase() as 'POST', path, { token, json: {} })
      expect([route.name, role, answer.status]).toEqual([route.name, role, 403])
    }
})

test('Z7: what is deleted is gone, for its owner too', async () => {
  const me = await signUpCandidate(suite.client)
  expect((await suite.client.call('DELETE', `/api/v1/users/${me.id}`, { token: me.token })).status).toBe(204)
  const { token } = suite.admin
  expect((await suite.client.get(`/api/v1/users/${me.id}`, { token })).status).toBe(404)
  expect((await suite.client.get(`/api/v1/candidates/${me.id}/complete`, { token })).status).toBe(404)
  const login = await suite.client.post('/api/v1/auth/login', { json: { email: me.email, password: me.password } })
  expect(login.status).toBe(401)
})

test('S6: a token is refused within a second of logout, password change, blocking, archiving and role change, through the gateway', async () => {
  const { client, admin } = suite
  const people: Person[] = []
  for (let count = 0; count < 5; count++) people.push(await signUpCandidate(client))
  const [out, changed, blocked, archived, promoted] = people as [Person, Person, Person, Person, Person]
  expect((await client.post('/api/v1/auth/logout', { token: out.token })).status).toBe(200)
  const passwords = { current_password: changed.password, new_password: `${changed.password}2` }
  const answer = await client.post('/api/v1/auth/change-password', { token: changed.token, json: passwords })
  expect(answer.status).toBe(200)
  const change = (id: string, json: object) => client.put(`/api/v1/users/${id}`, { token: admin.token, json })
  expect((await change(blocked.id, { statut: 'bloqué' })).status).toBe(200)
  expect((await change(archived.id, { statut: 'archivé' })).status).toBe(200)
  expect(textAt(await change(promoted.id, { role: 'recruiter' }), 'data', 'role')).toBe('recruiter')
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  for (const { token } of people) expect((await client.get('/api/v1/users/me', { token })).status).toBe(401)
})

test('every role of the matrix was played', () => {
  expect(callers).toEqual([...roles, 'visitor'])
})
