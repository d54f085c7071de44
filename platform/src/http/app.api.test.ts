import { get } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { refuse } from '@one-hcm/contracts/kernel/decision'
import { anyone, defineRoute, type Role } from '@one-hcm/contracts/kernel/route'
import { z } from 'zod'
import { PersonErased } from '../privacy/key-ring.ts'
import { startTestApi, type TestApi, testTokens } from '../testing/test-api.ts'
import { endpoint } from './exchange.ts'

const base = { context: 'recruitment', summary: 'of a test' } as const

const endpoints = [
  endpoint(
    defineRoute({
      ...base,
      name: 'getThing',
      method: 'get',
      path: '/api/v1/things/{id}',
      access: { recruiter: 'all', candidate: 'own' },
      params: z.object({ id: z.uuid() }),
      query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(10) }),
    }),
    async ({ params, query, scope, user }) => ({ body: { ...params, ...query, scope, caller: user.id }, revision: 7 }),
  ),
  endpoint(
    defineRoute({
      ...base,
      name: 'makeThing',
      method: 'post',
      path: '/api/v1/things',
      access: { recruiter: 'all' },
      body: z.object({ name: z.string().min(1).max(20), tags: z.array(z.string()).optional() }),
      status: 201,
    }),
    async ({ body }) => ({ body }),
  ),
  endpoint(
    defineRoute({ ...base, name: 'latest', method: 'get', path: '/api/v1/things/latest', access: { visitor: 'all' } }),
    async () => ({ body: { latest: true } }),
  ),
  endpoint(
    defineRoute({
      ...base,
      name: 'fail',
      method: 'post',
      path: '/api/v1/failures/{kind}',
      access: anyone,
      params: z.object({ kind: z.string() }),
    }),
    async ({ params: { kind } }) => {
      if (kind === 'erased') throw new PersonErased('person-1')
      if (kind === 'refused') return refuse('job-offer-not-open')
      if (kind === 'outage') throw Object.assign(new Error('connect ECONNREFUSED 10.1.2.3'), { code: 'ECONNREFUSED' })
      throw new Error('select secret from table at /srv/one-hcm')
    },
  ),
]

let api: TestApi
beforeAll(async () => {
  api = await startTestApi(endpoints)
})
afterAll(() => api.stop())

const as = (role: Role) => ({
  authorization: `Bearer ${testTokens.issue({ userId: 'someone', role, sessionId: 'session' })}`,
})
const ID = '4a0bbd55-9b0c-4d6d-8f0e-111111111111'
const json = { 'content-type': 'application/json' }
const post = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  api.call(path, {
    method: 'POST',
    body: body as RequestInit['body'],
    headers: { ...as('recruiter'), ...json, ...headers },
  })
const problemOf = async (response: Response) => (await response.json()) as Record<string, unknown>

test('a call that may is answered, without a cache and with the revision as its tag', async () => {
  const response = await api.call(`/api/v1/things/${ID}?limit=5`, { headers: as('candidate') })
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({ id: ID, limit: 5, scope: 'own', caller: 'someone' })
  expect(response.headers.get('etag')).toBe('"7"')
  expect(response.headers.get('cache-control')).toBe('private, no-store')
})

test('both slash forms of a path lead to the same place, a fixed path comes before one with parameters', async () => {
  for (const path of [`/api/v1/things/${ID}`, `/api/v1/things/${ID}/`])
    expect((await api.call(path, { headers: as('recruiter') })).status).toBe(200)
  expect(await (await api.call('/api/v1/things/latest/')).json()).toEqual({ latest: true })
})

test.each([
  ['application/pdf', 406],
  ['text/html', 406],
  ['application/json;q=0', 406],
  ['text/html, */*;q=0.1', 200],
  ['application/*', 200],
  ['application/json, text/plain, */*', 200],
])('V2: whether an answer can be had as "%s" is said: %i', async (accept, status) => {
  const response = await api.call(`/api/v1/things/${ID}`, { headers: { ...as('recruiter'), accept } })
  expect(response.status).toBe(status)
  if (status === 406) expect((await problemOf(response)).code).toBe('not-acceptable')
})

test('what concerns an erased person is refused as such, not as a defect', async () => {
  const response = await post('/api/v1/failures/erased', '{}', { 'accept-language': 'en' })
  const problem = await problemOf(response)
  expect([response.status, problem.code]).toEqual([410, 'person-erased'])
  expect(JSON.stringify(problem)).not.toContain('person-1')
})

test('R5: a search by words counts as one, beside what the list counts as', async () => {
  const counted: string[] = []
  const list = defineRoute({
    ...base,
    name: 'search',
    method: 'get',
    path: '/api/v1/search',
    access: anyone,
    query: z.object({ q: z.string().optional() }),
  })
  const limited = await startTestApi([endpoint(list, async () => ({ body: {} }))], {
    rateLimiter: (kind) => Promise.resolve(void counted.push(kind)),
  })
  for (const query of ['', '?q=', '?q=ndong']) expect((await limited.call(`/api/v1/search${query}`)).status).toBe(200)
  expect(counted).toEqual(['default', 'default', 'default', 'search'])
  await limited.stop()
})

test('H3: every error is a problem document with the keys that older clients read', async () => {
  const response = await api.call('/nowhere?x=1', { headers: { 'x-request-id': 'request-1' } })
  expect(response.status).toBe(404)
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  const sentence = "La ressource demandée n'a pas été trouvée"
  expect(await response.json()).toEqual({
    type: '/problems/not-found',
    title: 'not found',
    status: 404,
    detail: sentence,
    instance: '/nowhere',
    code: 'not-found',
    error: 'not-found',
    message: sentence,
    status_code: 404,
    path: '/nowhere',
    request_id: 'request-1',
    trace_id: 'request-1',
  })
})

test.each([
  ['no token', {}, 'unauthenticated', 'Bearer'],
  ['an empty token', { authorization: 'Bearer ' }, 'unauthenticated', 'Bearer'],
  ['another scheme', { authorization: 'Basic YTpi' }, 'unauthenticated', 'Bearer'],
  ['a token that is none', { authorization: 'Bearer a.b.c' }, 'invalid-token', 'Bearer error="invalid_token"'],
  [
    'an unsigned token',
    { authorization: `Bearer ${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.e30.` },
    'invalid-token',
    'Bearer error="invalid_token"',
  ],
])('%s is answered 401', async (_, headers, code, challenge) => {
  const response = await api.call(`/api/v1/things/${ID}`, { headers })
  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toBe(challenge)
  expect((await problemOf(response)).code).toBe(code)
})

test('a token that has ended keeps nobody from writes that are open to visitors, and is told on reads that are', async () => {
  const headers = { authorization: 'Bearer a.b.c' }
  const write = await api.call('/api/v1/failures/refused', { method: 'POST', headers })
  expect(write.status).toBe(409)
  expect((await api.call('/api/v1/things/latest', { headers })).status).toBe(401)
})

test('the token of a session that was closed is answered 401', async () => {
  const closed = await startTestApi(endpoints, { sessions: { isLive: () => Promise.resolve(false) } })
  const response = await closed.call(`/api/v1/things/${ID}`, { headers: as('recruiter') })
  expect((await problemOf(response)).code).toBe('invalid-token')
  await closed.stop()
})

test.each(['admin', 'observer', 'auditor', 'data'] as const)('a role that is not named may not: %s', async (role) => {
  const response = await api.call(`/api/v1/things/${ID}`, { headers: as(role) })
  expect([response.status, (await problemOf(response)).code]).toEqual([403, 'forbidden'])
})

test('who may not call is told so before their body is judged', async () => {
  const response = await api.call('/api/v1/things', { method: 'POST', body: '{', headers: { ...as('candidate') } })
  expect(response.status).toBe(403)
})

test('an id that cannot be one names nothing', async () => {
  const response = await api.call('/api/v1/things/not-an-id', { headers: as('recruiter') })
  expect([response.status, (await problemOf(response)).code]).toEqual([404, 'not-found'])
})

test('Z6: another method is answered 405 with those that are allowed', async () => {
  const response = await api.call(`/api/v1/things/${ID}`, { method: 'DELETE' })
  expect([response.status, (await problemOf(response)).code]).toEqual([405, 'method-not-allowed'])
  expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
})

test('methods that the other side of the API serves are allowed ones too', async () => {
  const split = await startTestApi(endpoints.slice(0, 1), { declared: endpoints.map(({ route }) => route) })
  const response = await split.call('/api/v1/things/', { method: 'DELETE' })
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'OPTIONS, POST'])
  await split.stop()
})

test.each([
  ['//api/v1/things/latest', 404],
  ['/api//v1/things/latest', 404],
  ['/api/v1/things/./latest', 404],
  ['/api/v1/nothing/../things/latest', 404],
  ['/api/v1/nothing/%2e%2e/things/latest', 404],
  ['/api/v1/things%2flatest', 404],
  ['/api/v1/things%5clatest', 404],
  ['/API/V1/Things/Latest', 404],
  ['/api/v1/things/latest;v=1', 404],
  ['/api/v1/things/latest%00', 404],
  ['/api/v1/things/latest%20', 404],
  ['/api/v1/things/%2e%2e', 404],
  ['/api/v1/things/%', 400],
  ['/api/v1/things/%c0%af', 400],
  // Both slash forms are one path (recruitment §0).
  ['/api/v1/things/latest/', 200],
  ['/api/v1/things/latest?a=/../', 200],
])('Z6: a path is what it says, to the letter: %s → %i', async (path, status) => {
  const { hostname, port } = new URL(api.origin)
  const answer = await new Promise<number | undefined>((resolve, reject) => {
    // Not by fetch, which would tidy the path up.
    get({ hostname, port, path, headers: status === 200 ? {} : as('recruiter') }, (response) => {
      response.resume()
      resolve(response.statusCode)
    }).on('error', reject)
  })
  expect(answer).toBe(status)
})

test('Z6: a method cannot be smuggled in a header', async () => {
  const response = await api.call(`/api/v1/things/${ID}`, {
    headers: { ...as('recruiter'), 'x-http-method-override': 'DELETE' },
  })
  expect(response.status).toBe(200)
})

test.each(['limit=5&limit=6', 'limit=0', 'limit=1e9', 'limit[a]=1&limit=x', 'limit=%00'])(
  'a query that does not fit is answered 422: %s',
  async (query) => {
    const response = await api.call(`/api/v1/things/${ID}?${query}`, { headers: as('recruiter') })
    expect(response.status).toBe(422)
    expect(await problemOf(response)).toMatchObject({ errors: [{ pointer: 'query/limit' }] })
  },
)

test('a path that cannot be decoded is answered 400', async () => {
  const response = await api.call('/api/v1/things/%zz', { headers: as('recruiter') })
  expect([response.status, (await problemOf(response)).code]).toEqual([400, 'malformed-request'])
})

test('W-38 a refusal has its own status; a lost part is 503 with a time to come back; a defect says nothing of its cause (W-16)', async () => {
  const refused = await post('/api/v1/failures/refused', '{}')
  expect([refused.status, (await problemOf(refused)).code]).toEqual([409, 'job-offer-not-open'])
  const outage = await post('/api/v1/failures/outage', '{}')
  expect([outage.status, outage.headers.get('retry-after')]).toEqual([503, '1'])
  expect(await outage.text()).not.toMatch(/10\.1\.2\.3|ECONN/)
  const defect = await post('/api/v1/failures/defect', '{}')
  expect(defect.status).toBe(500)
  expect(await defect.text()).not.toMatch(/select|srv|stack/)
})

test('H1: security headers are on every answer, and the server does not name itself', async () => {
  for (const path of ['/nowhere', '/api/v1/things/latest']) {
    const { headers } = await api.call(path)
    expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('strict-transport-security')).toContain('max-age=31536000')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-powered-by')).toBeNull()
  }
})

test('a request id is echoed when it is a plain one and made otherwise', async () => {
  const idFor = async (given: string) =>
    (await api.call('/nowhere', { headers: { 'x-request-id': given } })).headers.get('x-request-id')
  expect(await idFor('trace:1-2_3.4')).toBe('trace:1-2_3.4')
  for (const odd of ['a b', 'x'.repeat(200), '<script>']) expect(await idFor(odd)).toMatch(/^[0-9a-f-]{36}$/)
})

test('H2: browsers of listed origins may call, and see what they need; others are told nothing', async () => {
  const preflight = (origin: string) =>
    api.call('/api/v1/things', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,idempotency-key',
      },
    })
  const allowed = await preflight('https://hr.example')
  expect(allowed.status).toBe(204)
  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://hr.example')
  expect(allowed.headers.get('access-control-allow-headers')).toMatch(/Authorization.*Idempotency-Key/)
  expect(allowed.headers.get('vary')).toContain('Origin')
  for (const origin of ['https://hr.example.evil.test', 'null', 'http://hr.example'])
    expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull()
  const answer = await api.call('/api/v1/things/latest', { headers: { origin: 'https://hr.example' } })
  expect(answer.headers.get('access-control-expose-headers')).toMatch(/Consistency-Token.*ETag/)
})

test('H2: with any origin allowed, credentials are not', async () => {
  const open = await startTestApi(endpoints, { allowedOrigins: ['*'] })
  const { headers } = await open.call('/api/v1/things/latest', { headers: { origin: 'https://any.test' } })
  expect([headers.get('access-control-allow-origin'), headers.get('access-control-allow-credentials')]).toEqual([
    '*',
    null,
  ])
  await open.stop()
})

test('HEAD answers like GET without a body', async () => {
  const response = await api.call('/api/v1/things/latest', { method: 'HEAD' })
  expect([response.status, await response.text()]).toEqual([200, ''])
})

test('H4: requests that are no HTTP are cut off with 400', async () => {
  const raw = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(api.origin).port), '127.0.0.1', () => socket.write(text))
      let answer = ''
      socket.on('data', (chunk) => {
        answer += chunk
      })
      socket.on('close', () => resolve(answer))
      socket.on('error', reject)
    })
  expect(
    await raw('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'),
  ).toMatch(/^HTTP\/1\.1 400/)
  expect(await raw('nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/)
})
