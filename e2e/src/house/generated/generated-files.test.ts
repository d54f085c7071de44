import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { defineEvent } from '@one-hcm/contracts/kernel/event'
import { anyone, defineRoute } from '@one-hcm/contracts/kernel/route'
import { z } from 'zod'
import { root } from '../source-files.ts'
import { envExample } from './configuration.ts'
import { errors } from './errors.ts'
import { eventCatalogue } from './event-catalogue.ts'
import { generatedFiles } from './generated-files.ts'
import { permissions } from './permissions.ts'
import { proxyConfiguration } from './proxy.ts'

test.each(Object.entries(generatedFiles))('%s says what the code says (else: npm run generate)', (path, generate) => {
  expect(readFileSync(join(root, path), 'utf8') === generate()).toBe(true)
})

const route = defineRoute({
  name: 'exportThings',
  context: 'recruitment',
  method: 'post',
  side: 'query',
  path: '/api/v1/things/{id}/export.csv',
  summary: 'of a test',
  access: { visitor: 'all', candidate: 'own' },
  refusals: ['job-offer-not-open'],
})

test('the catalogue names fields, types and whose key seals them', () => {
  const definition = defineEvent({
    type: 'Noted',
    context: 'recruitment',
    category: 'note',
    version: 2,
    summary: 'A note was taken.',
    data: { person_id: z.string(), note: z.string().nullable(), marks: z.array(z.number().int()), kind: z.enum(['a', 'b']) },
    personal: { person_id: ['note'] },
    upcasters: { 1: (data) => data },
  })
  const text = eventCatalogue([definition])
  expect(text).toContain('Stream `note-<id>`, version 2, versions 1 to 1 are upcast when read.')
  expect(text).toContain('| `note` | string or null | the person in `person_id` |')
  expect(text).toContain('| `marks` | list of integer |  |')
  expect(text).toContain('| `kind` | `a`, `b` |  |')
})

test('the matrix shows each caller, the errors show each route', () => {
  expect(permissions([route])).toContain(
    '| exportThings | `POST /api/v1/things/{id}/export.csv` | all | – | – | – | own | – | – |',
  )
  const refusals = { 'job-offer-not-open': { status: 409, fr: 'Fermée.', en: 'Closed.' } } as const
  expect(errors(refusals, [route, { ...route, name: 'other', refusals: [] }])).toContain(
    '| `job-offer-not-open` | 409 | Fermée. | Closed. | exportThings |',
  )
})

test('the example leaves defaults to the code and what must be set empty', () => {
  const text = envExample([
    { name: 'A', section: 'S', description: 'One.', default: '1', required: false, secret: false },
    { name: 'B', section: 'S', description: 'Two.', default: undefined, required: true, secret: true },
  ])
  expect(text).toContain('# One.\n# A=1\n# Two. Must be set.\nB=\n')
})

test('a route that its method would send to the other side gets a line of its own, before the method decides', () => {
  const lines = proxyConfiguration([route, defineRoute({ ...route, name: 'x', side: 'command', access: anyone })]).split('\n')
  const special = lines.findIndex((line) => line.includes('"~^POST /api/v1/things/[^/]+/export\\.csv/?$" query_api;'))
  expect(special).toBeGreaterThan(0)
  expect(lines.findIndex((line) => line.includes('(GET|HEAD|OPTIONS)'))).toBeGreaterThan(special)
})

test('only routes that carry files may send large bodies', () => {
  const upload = defineRoute({ ...route, path: '/api/v1/files', side: 'command', bodyLimitBytes: 50 * 1024 * 1024 })
  const text = proxyConfiguration([route, upload])
  expect(text).toContain('    client_max_body_size 256k;')
  expect(text).toMatch(/location ~ \^\/api\/v1\/files\/\?\$ \{\n {6}client_max_body_size 51200k;/)
})
