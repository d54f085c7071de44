import { expect, test } from '@jest/globals'
import { anyone, defineRoute } from '@one-hcm/contracts/kernel/route'
import { routes } from '@one-hcm/contracts/routes'
import type { Answer } from '../testing/client.ts'
import { chapters } from './chapters.ts'
import { type Example, withoutExample } from './example.ts'
import { normalised } from './normalise.ts'
import { complaints } from './play.ts'

test('every route has an example in the API guide (else: add one below e2e/src/guide)', () => {
  expect(withoutExample(routes, chapters)).toEqual([])
})

test('a route without an example is found', () => {
  const forgotten = defineRoute({
    name: 'forgotten',
    context: 'recruitment',
    method: 'get',
    path: '/api/v1/forgotten',
    summary: 'of a test',
    access: anyone,
  })
  expect(withoutExample([...routes, forgotten], chapters)).toContain('forgotten')
})

test('each example names a route that is declared', () => {
  const names = new Set(routes.map(({ name }) => name))
  const unknown = chapters.flatMap(({ examples }) => examples.filter(({ route }) => !names.has(route)))
  expect(unknown.map(({ route, title }) => `${route} (${title})`)).toEqual([])
})

const answer = (status: number, body: unknown): Answer => ({
  outcome: 'ok',
  status,
  headers: new Headers({ ETag: '"3"' }),
  body,
  bytes: Buffer.alloc(0),
  durationMs: 1,
})
const example: Example = {
  route: 'logIn',
  title: 'of a test',
  status: 200,
  holds: ['data.id'],
  equals: { 'data.role': '{role}' },
  says: ['en attente'],
  answers: ['ETag'],
}
const values = new Map([['role', 'admin']])

test('an answer that is as its example says gives no complaint', () => {
  const good = { message: 'Compte en attente de validation', data: { id: 'x', role: 'admin' } }
  expect(complaints(example, answer(200, good), values)).toEqual([])
})

test.each([
  ['another status', answer(201, {}), /expected 200, got 201/],
  ['a field without a value', answer(200, { message: 'en attente', data: { id: null, role: 'admin' } }), /data\.id/],
  ['another value', answer(200, { message: 'en attente', data: { id: 'x', role: 'data' } }), /instead of "admin"/],
  ['another sentence', answer(200, { detail: 'Bloqué', data: { id: 'x', role: 'admin' } }), /does not say/],
])('an answer with %s is complained about', (_what, received, complaint) => {
  expect(complaints(example, received, values)).toEqual([expect.stringMatching(complaint)])
})

test('what changes from run to run is shown as a word, what does not as it is', () => {
  const now = new Date('2026-11-21T12:00:00Z')
  const id = 'd5f6c1a0-0000-4000-8000-00000000000a'
  const body = {
    id,
    other: 'd5f6c1a0-0000-4000-8000-00000000000b',
    born: '1990-05-17',
    at: '2026-11-21T11:59:59.123Z',
    day: '2027-02-19',
    month: '2026-11',
    trace_id: 'abc',
    list: [1, 2, 3],
    long: 'x'.repeat(200),
  }
  expect(JSON.parse(normalised(body, new Map([['offer', id]]), now))).toEqual({
    id: '{offer}',
    other: '<id>',
    born: '1990-05-17',
    at: '<time>',
    day: '<day>',
    month: '<month>',
    trace_id: '<request id>',
    list: [1, 2, '…'],
    long: `${'x'.repeat(160)}…`,
  })
})
