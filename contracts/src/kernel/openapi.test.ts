import { expect, test } from '@jest/globals'
import { z } from 'zod'
import { routes } from '../routes.ts'
import { buildOpenApi } from './openapi.ts'
import { anyone, defineRoute, type RouteDefinition, recruiters } from './route.ts'

type Operation = {
  operationId: string
  security: unknown[]
  parameters: { name?: string; in?: string; required?: boolean; schema?: object; $ref?: string; deprecated?: boolean }[]
  requestBody?: { required: boolean; content: Record<string, { schema: Record<string, unknown> }> }
  responses: Record<
    string,
    { $ref?: string; headers: object; content?: Record<string, { schema: Record<string, unknown> }> }
  >
  'x-access': object
  deprecated?: boolean
}
type Document = {
  paths: Record<string, Record<string, Operation>>
  components: Record<string, Record<string, Record<string, unknown>>>
}
const documentOf = (...given: RouteDefinition[]) => buildOpenApi(given) as unknown as Document
const operationOf = (route: RouteDefinition) => documentOf(route).paths[route.path]![route.method]!

const write = defineRoute({
  name: 'write',
  context: 'recruitment',
  method: 'put',
  path: '/api/v1/things/{id}',
  summary: 'Write a thing',
  access: recruiters,
  params: z.object({ id: z.uuid() }),
  query: z.object({
    dry: z.stringbool().default(false).meta({ description: 'Only judge' }),
    old: z.string().optional().meta({ deprecated: true }),
  }),
  body: z.preprocess((value) => value, z.object({ name: z.string(), count: z.coerce.number().int().default(1) })),
  formats: ['json', 'form'],
  response: z.object({ thing: z.object({ id: z.uuid() }).meta({ id: 'ThingOfTest' }) }),
  refusals: ['job-offer-not-found', 'job-offer-not-open'],
})

test('parameters come from the schemas, headers from the side', () => {
  const { parameters } = operationOf(write)
  expect(parameters).toEqual([
    { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
    {
      name: 'dry',
      in: 'query',
      required: false,
      description: 'Only judge',
      schema: expect.objectContaining({ type: 'string' }),
    },
    { name: 'old', in: 'query', required: false, deprecated: true, schema: { type: 'string' } },
    ...['AcceptLanguage', 'RequestId', 'IdempotencyKey', 'IfMatch', 'Prefer'].map((name) => ({
      $ref: `#/components/parameters/${name}`,
    })),
  ])
})

test('a body is described as what may be sent, in every format that is accepted', () => {
  const { requestBody } = operationOf(write)
  expect(requestBody!.required).toBe(true)
  expect(Object.keys(requestBody!.content)).toEqual([
    'application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
  ])
  expect(requestBody!.content['application/json']!.schema).toMatchObject({
    type: 'object',
    properties: { name: { type: 'string' }, count: { type: 'integer', default: 1 } },
    required: ['name'],
  })
})

test('files are parts of a multipart body, and bytes are answered as what they are', () => {
  const upload = operationOf(defineRoute({ ...write, body: z.object({ kind: z.string() }), formats: ['file'] }))
  expect(upload.requestBody!.content['multipart/form-data']!.schema).toMatchObject({
    properties: { kind: { type: 'string' } },
    additionalProperties: { contentMediaType: 'application/octet-stream' },
  })
  const download = operationOf(
    defineRoute({ ...write, method: 'get', body: undefined, response: undefined, contentType: 'application/pdf' }),
  )
  expect(download.responses['200']!.content).toHaveProperty(['application/pdf'])
})

test('every refusal stands under its status, those that the declaration implies too', () => {
  const { paths, components } = documentOf(write)
  const { responses } = paths[write.path]!.put!
  const namesOf = (status: string) => responses[status]!.$ref!.split('/').at(-1)!
  expect(Object.keys(responses).map((status) => (status === '200' ? status : namesOf(status)))).toEqual([
    '200',
    '400.malformed-request.malformed-json.idempotency-key-invalid',
    '401.unauthenticated.invalid-token',
    '403.forbidden',
    '404.not-found.job-offer-not-found',
    '406.not-acceptable',
    '409.concurrent-change.job-offer-not-open',
    '410.person-erased',
    '412.precondition-failed',
    '413.payload-too-large',
    '415.unsupported-media-type',
    '422.validation-failed.idempotency-key-reused',
    '429.rate-limited',
    '500',
    '503.unavailable',
  ])
  expect(components.responses!['409.concurrent-change.job-offer-not-open']).toMatchObject({
    content: {
      'application/problem+json': {
        schema: { allOf: [{}, { properties: { code: { enum: ['concurrent-change', 'job-offer-not-open'] } } }] },
      },
    },
  })
  expect(components.responses!['429.rate-limited']!.headers).toHaveProperty(['Retry-After'])
  expect(responses['200']!.headers).toHaveProperty(['Consistency-Token'])
})

test('who may call is said as security and by role', () => {
  expect(operationOf(write).security).toEqual([{ bearer: [] }, { password: [] }])
  expect(operationOf(write)['x-access']).toEqual({ admin: 'all', recruiter: 'all' })
  const open = operationOf(defineRoute({ ...write, access: anyone }))
  expect(open.security[0]).toEqual({})
  expect(open.responses['403']).toBeUndefined()
})

test('named schemas are written once and referred to', () => {
  const { components, paths } = documentOf(write, { ...write, name: 'other', path: '/api/v1/others/{id}' })
  expect(components.schemas!.ThingOfTest).toMatchObject({ type: 'object', properties: { id: { format: 'uuid' } } })
  const text = JSON.stringify(paths)
  expect(text.split('#/components/schemas/ThingOfTest')).toHaveLength(3)
})

test('a route that is kept for existing clients is marked', () => {
  expect(operationOf({ ...write, deprecated: true }).deprecated).toBe(true)
  expect(operationOf(write).deprecated).toBeUndefined()
})

test('every route is an operation, and every reference leads somewhere', () => {
  const document = documentOf(...routes)
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
  expect(operations.map(({ operationId }) => operationId).toSorted()).toEqual(routes.map(({ name }) => name).toSorted())
  const references = new Set(JSON.stringify(document).match(/"#\/components\/[^"]+"/g))
  expect(references.size).toBeGreaterThan(5)
  for (const reference of references) {
    const [, , kind, name] = (JSON.parse(reference) as string).split('/')
    expect(document.components[kind!]).toHaveProperty([name!])
  }
  expect(JSON.stringify(document)).not.toContain('$defs')
})
