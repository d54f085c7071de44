import { createHash, createHmac, generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { defineRoute, everyone } from '@one-hcm/contracts/kernel/route'
import { endpoint } from '../http/exchange.ts'
import { startTestApi, TEST_SIGNING_KEY, type TestApi } from '../testing/test-api.ts'

const route = defineRoute({
  name: 'whoAmI',
  context: 'identity',
  method: 'get',
  path: '/api/v1/who-am-i',
  summary: 'of a test',
  access: everyone,
})

const closed = new Set<string>()
let asked = 0
let api: TestApi
beforeAll(async () => {
  api = await startTestApi([endpoint(route, async ({ user }) => ({ body: user }))], {
    sessions: {
      isLive: async (session) => {
        asked += 1
        return !closed.has(session)
      },
    },
  })
})
afterAll(() => api.stop())

const seconds = (fromNow: number) => Math.floor(Date.now() / 1000) + fromNow
const header = { alg: 'HS256', typ: 'at+jwt' }
const claims = () => ({
  sub: 'someone',
  role: 'recruiter',
  sid: 'session-1',
  iss: 'test-issuer',
  aud: 'test-audience',
  iat: seconds(-1),
  nbf: seconds(-1),
  exp: seconds(300),
})

const encode = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
/** A token made by hand, so that every wrong one can be made too. */
const sign = (head: object, body: object | string, key: string | Buffer = TEST_SIGNING_KEY, hash = 'sha256') => {
  const signed = `${encode(head)}.${encode(body)}`
  return `${signed}.${createHmac(hash, key).update(signed).digest('base64url')}`
}
const call = (token: string) => api.call(route.path, { headers: { authorization: `Bearer ${token}` } })

test('a good token says who calls', async () => {
  const response = await call(sign(header, claims()))
  expect(await response.json()).toEqual({ id: 'someone', role: 'recruiter', sessionId: 'session-1' })
})

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string
const unsigned = (alg: string) => `${encode({ ...header, alg })}.${encode(claims())}.`
const without = (name: string) => Object.fromEntries(Object.entries(claims()).filter(([key]) => key !== name))

test.each<[string, () => string]>([
  ...['none', 'None', 'NONE', 'nOnE', 'none ', ''].map((alg): [string, () => string] => [
    `alg "${alg}"`,
    () => unsigned(alg),
  ]),
  ['no signature', () => sign(header, claims()).replace(/[^.]+$/, '')],
  ['another key', () => sign(header, claims(), 'another key')],
  ['an empty key', () => sign(header, claims(), '')],
  ['the public key as secret, PEM', () => sign(header, claims(), pem)],
  ['the public key as secret, DER', () => sign(header, claims(), publicKey.export({ type: 'spki', format: 'der' }))],
  ['the public key as secret, JWK', () => sign(header, claims(), JSON.stringify(publicKey.export({ format: 'jwk' })))],
  ['the hash of the key', () => sign(header, claims(), createHash('sha256').update(TEST_SIGNING_KEY).digest())],
  ['HS384', () => sign({ ...header, alg: 'HS384' }, claims(), TEST_SIGNING_KEY, 'sha384')],
  ['HS512', () => sign({ ...header, alg: 'HS512' }, claims(), TEST_SIGNING_KEY, 'sha512')],
  ['RS256 in the header', () => sign({ ...header, alg: 'RS256' }, claims())],
  ['typ JWT, as refresh and reset tokens would have', () => sign({ ...header, typ: 'JWT' }, claims())],
  ['no typ', () => sign({ alg: 'HS256' }, claims())],
  ['an unknown crit', () => sign({ ...header, crit: ['exp2'], exp2: 1 }, claims())],
  [
    'a key of its own in the header',
    () => sign({ ...header, jwk: publicKey.export({ format: 'jwk' }) }, claims(), pem),
  ],
  [
    'a key address in the header',
    () => sign({ ...header, jku: 'http://127.0.0.1:1/', kid: '../../dev/null' }, claims(), ''),
  ],
  ['another issuer', () => sign(header, { ...claims(), iss: 'somebody' })],
  ['no issuer', () => sign(header, without('iss'))],
  ['another audience', () => sign(header, { ...claims(), aud: 'others' })],
  ['no audience', () => sign(header, without('aud'))],
  ['no subject', () => sign(header, without('sub'))],
  ['no session', () => sign(header, without('sid'))],
  ['no end', () => sign(header, without('exp'))],
  ['an end that is text', () => sign(header, { ...claims(), exp: '9999999999' })],
  ['expired, beyond the leeway', () => sign(header, { ...claims(), exp: seconds(-35) })],
  ['not yet valid', () => sign(header, { ...claims(), nbf: seconds(60) })],
  ['issued in the future', () => sign(header, { ...claims(), iat: seconds(60) })],
  ['no time of issue', () => sign(header, without('iat'))],
  ['a time of issue that is text', () => sign(header, { ...claims(), iat: '0' })],
  ['a claim that is there twice', () => sign(header, JSON.stringify(claims()).replace('{', '{"role":"candidate",'))],
  ['a role that is none', () => sign(header, { ...claims(), role: 'root' })],
  ['a role of the prototype', () => sign(header, { ...claims(), role: 'constructor' })],
  ['claims that are text', () => sign(header, 'someone')],
  ['claims that are a list', () => sign(header, '[]')],
  ['a header that is no JSON', () => `${encode('nonsense')}.${encode(claims())}.x`],
  ['a header that is null', () => `${encode('null')}.${encode(claims())}.x`],
  ['four parts', () => `${sign(header, claims())}.x`],
  ['one part', () => 'x'.repeat(500)],
])('A2, A3, A4, A5: a token that does not hold is answered 401: %s', async (_, make) => {
  const response = await call(make())
  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"')
  expect(await response.json()).toMatchObject({ code: 'invalid-token' })
})

test('clocks may differ by the leeway', async () => {
  expect((await call(sign(header, { ...claims(), exp: seconds(-10) }))).status).toBe(200)
})

test('a token that ends is refused then, however often it was used before', async () => {
  const token = sign(header, { ...claims(), exp: seconds(-29), sid: 'short' })
  expect((await call(token)).status).toBe(200)
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  expect((await call(token)).status).toBe(401)
})

test('a remembered token asks for its session each time', async () => {
  const token = sign(header, { ...claims(), sid: 'session-2' })
  expect((await call(token)).status).toBe(200)
  const before = asked
  closed.add('session-2')
  expect((await call(token)).status).toBe(401)
  expect(asked).toBe(before + 1)
})
