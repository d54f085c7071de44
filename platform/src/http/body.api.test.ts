import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { defineRoute } from '@one-hcm/contracts/kernel/route'
import { z } from 'zod'
import { startTestApi, type TestApi } from '../testing/test-api.ts'
import { endpoint } from './exchange.ts'

const base = { context: 'recruitment', summary: 'of a test' } as const
const LIMIT = 2_000

const endpoints = [
  endpoint(
    defineRoute({
      ...base,
      name: 'makeThing',
      method: 'post',
      path: '/api/v1/things',
      access: { visitor: 'all' },
      body: z.object({ name: z.string().min(1).max(20), tags: z.array(z.string()).optional() }),
      bodyLimitBytes: LIMIT,
      status: 201,
    }),
    async ({ body }) => ({ body }),
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
]

let api: TestApi
beforeAll(async () => {
  api = await startTestApi(endpoints)
})
afterAll(() => api.stop())

const json = { 'content-type': 'application/json' }
const post = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  api.call(path, { method: 'POST', body: body as RequestInit['body'], headers: { ...json, ...headers } })
const problemOf = async (response: Response) => (await response.json()) as Record<string, unknown>

test.each([
  ['truncated', '{"name": "a"'],
  ['not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ['with a byte order mark', '\uFEFF{"name":"a"}'],
  ['a trailing comma', '{"name":"a",}'],
  ['nested 500 deep', `${'['.repeat(500)}${']'.repeat(500)}`],
  ['brackets that never close', '['.repeat(1_900)],
  ['a field that is there twice', '{"name":"a","tags":[],"name":"b"}'],
])('V2: malformed JSON is answered 400: %s', async (_, body) => {
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

/** Sends a body without announcing its length, and writes on until the answer has come. */
function sendChunked(path: string, body: Buffer): Promise<{ status: number }> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(api.origin)
    const outgoing = request({
      host: '127.0.0.1',
      port,
      path,
      method: 'POST',
      headers: json,
    })
    outgoing.on('response', (response) => {
      response.resume()
      resolve({ status: response.statusCode! })
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
