import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { refuse } from '@one-hcm/contracts/kernel/decision'
import { anyone, defineRoute, type Role } from '@one-hcm/contracts/kernel/route'
import { z } from 'zod'
import { startTestApi, type TestApi, testTokens } from '../testing/test-api.ts'
import { endpoint } from './exchange.ts'

const base = { context: 'recruitment', summary: 'of a test' } as const
const LIMIT = 2_000

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
      bodyLimitBytes: LIMIT,
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
      name: 'upload',
      method: 'post',
      path: '/api/v1/files',
      access: { visitor: 'all' },
      formats: ['form', 'file'],
      body: z.object({ kind: z.string() }),
    }),
    async ({ body, files }) => ({ body: { ...body, files: files.map(({ name, bytes }) => [name, bytes.length]) } }),
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

test('every error is a problem document with the keys that older clients read', async () => {
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

test('another method is answered 405 with those that are allowed', async () => {
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

test('a method cannot be smuggled in a header', async () => {
  const response = await api.call(`/api/v1/things/${ID}`, {
    headers: { ...as('recruiter'), 'x-http-method-override': 'DELETE' },
  })
  expect(response.status).toBe(200)
})

test.each([
  ['truncated', '{"name": "a"'],
  ['not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ['with a byte order mark', '\uFEFF{"name":"a"}'],
  ['a trailing comma', '{"name":"a",}'],
  ['nested 500 deep', `${'['.repeat(500)}${']'.repeat(500)}`],
  ['brackets that never close', '['.repeat(1_900)],
])('malformed JSON is answered 400: %s', async (_, body) => {
  const response = await post('/api/v1/things', body)
  expect([response.status, (await problemOf(response)).code]).toEqual([400, 'malformed-json'])
})

test('brackets inside strings are no nesting', async () => {
  const response = await post('/api/v1/things', JSON.stringify({ name: 'a', tags: ['[{"\\"'.repeat(100)] }))
  expect(response.status).toBe(201)
})

test('fields that do not fit are named by JSON pointer, in the language of the caller', async () => {
  const french = await post('/api/v1/things', '{"name":"","tags":["a",1]}')
  expect(french.status).toBe(422)
  expect(await problemOf(french)).toMatchObject({
    code: 'validation-failed',
    detail: 'Certains champs ne sont pas valides.',
    errors: [{ pointer: '/name' }, { pointer: '/tags/1' }],
  })
  const english = await post('/api/v1/things', '{}', { 'accept-language': 'en-GB,fr;q=0.5' })
  expect(await problemOf(english)).toMatchObject({ detail: 'Some fields are not valid.' })
  const other = await post('/api/v1/things', '{}', { 'accept-language': 'de' })
  expect(await problemOf(other)).toMatchObject({ detail: 'Certains champs ne sont pas valides.' })
})

test('a body that is no object is pointed at as a whole', async () => {
  for (const body of ['null', '[]', '3', '"text"'])
    expect(await problemOf(await post('/api/v1/things', body))).toMatchObject({
      status: 422,
      errors: [{ pointer: '' }],
    })
})

test.each([
  ['a NUL character', '{"name":"a\\u0000b"}', '/name'],
  ['half of a surrogate pair', '{"name":"\\ud800"}', '/name'],
  ['the same in a list', '{"name":"a","tags":["ok","\\udc00"]}', '/tags/1'],
])('text that PostgreSQL cannot keep is refused at the edge: %s', async (_, body, pointer) => {
  expect(await problemOf(await post('/api/v1/things', body))).toMatchObject({ status: 422, errors: [{ pointer }] })
})

test('a pair of surrogates and text in any script pass', async () => {
  const name = '🎓 Ébène 你好'
  expect(await (await post('/api/v1/things', JSON.stringify({ name }))).json()).toEqual({ name })
})

test('__proto__ and constructor in a body change nothing', async () => {
  const response = await post(
    '/api/v1/things',
    '{"name":"a","__proto__":{"admin":true},"constructor":{"prototype":{}}}',
  )
  expect(await response.json()).toEqual({ name: 'a' })
  expect(({} as { admin?: boolean }).admin).toBeUndefined()
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

test.each([
  ['another type', { 'content-type': 'text/plain' }],
  ['a form where only JSON is accepted', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['an encoding', { 'content-type': 'application/json', 'content-encoding': 'gzip' }],
])('a body in %s is answered 415', async (_, headers) => {
  const response = await post('/api/v1/things', '{"name":"a"}', headers)
  expect([response.status, (await problemOf(response)).code]).toEqual([415, 'unsupported-media-type'])
})

test('a body over the limit is answered 413, announced or not, and the connection is closed', async () => {
  const tooLarge = JSON.stringify({ name: 'a'.repeat(LIMIT) })
  const announced = await post('/api/v1/things', tooLarge)
  expect([announced.status, announced.headers.get('connection')]).toEqual([413, 'close'])
  expect(await problemOf(announced)).toMatchObject({ code: 'payload-too-large' })
  expect((await sendChunked('/api/v1/things', Buffer.alloc(3 * LIMIT, 0x20))).status).toBe(413)
})

test('the sender of a body far over the limit still gets the answer', async () => {
  for (let round = 0; round < 5; round++)
    expect((await sendChunked('/api/v1/things', Buffer.alloc(20_000_000, 0x20))).status).toBe(413)
})

test('a form and its files are read, a nameless or truncated one is answered 400', async () => {
  const form = new FormData()
  form.append('kind', 'cv')
  form.append('file', new Blob(['%PDF-']), 'cv é.pdf')
  const response = await api.call('/api/v1/files', { method: 'POST', body: form })
  expect(await response.json()).toEqual({ kind: 'cv', files: [['cv é.pdf', 5]] })

  const multipart = (body: string) =>
    api.call('/api/v1/files', {
      method: 'POST',
      body,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    })
  for (const body of [
    '--x\r\nContent-Disposition: form-data; name="kind"\r\n\r\ncv',
    '--x\r\nContent-Disposition: form-data\r\n\r\ncv\r\n--x--\r\n',
    'nothing of the kind',
    Array.from({ length: 100 }, (_, n) => `--x\r\nContent-Disposition: form-data; name="f${n}"\r\n\r\nv\r\n`).join(''),
  ])
    expect((await multipart(body)).status).toBe(400)
})

test('a long text field of a form is not cut', async () => {
  const form = new FormData()
  form.append('kind', 'k'.repeat(100_000))
  const response = await api.call('/api/v1/files', { method: 'POST', body: form })
  expect(((await response.json()) as { kind: string }).kind).toHaveLength(100_000)
})

test('a refusal has its own status; a lost part is 503 with a time to come back; a defect says nothing of its cause', async () => {
  const refused = await post('/api/v1/failures/refused', '{}')
  expect([refused.status, (await problemOf(refused)).code]).toEqual([409, 'job-offer-not-open'])
  const outage = await post('/api/v1/failures/outage', '{}')
  expect([outage.status, outage.headers.get('retry-after')]).toEqual([503, '1'])
  expect(await outage.text()).not.toMatch(/10\.1\.2\.3|ECONN/)
  const defect = await post('/api/v1/failures/defect', '{}')
  expect(defect.status).toBe(500)
  expect(await defect.text()).not.toMatch(/select|srv|stack/)
})

test('security headers are on every answer, and the server does not name itself', async () => {
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

test('browsers of listed origins may call, and see what they need; others are told nothing', async () => {
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

test('with any origin allowed, credentials are not', async () => {
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

test('requests that are no HTTP are cut off with 400', async () => {
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

/** Sends a body without announcing its length, and writes on until the answer has come. */
function sendChunked(path: string, body: Buffer): Promise<{ status: number }> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(api.origin)
    const outgoing = request({
      host: '127.0.0.1',
      port,
      path,
      method: 'POST',
      headers: { ...as('recruiter'), ...json },
    })
    outgoing.on('response', (response) => {
      response.resume()
      resolve({ status: response.statusCode! })
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
