import type { z } from 'zod'
import { type RefusalCode, refusals } from '../../refusals.ts'
import type { BodyFormat, RouteDefinition } from '../route.ts'
import { headerRefs, type RequestHeader, type ResponseHeader, requestHeadersOf } from './headers.ts'
import { type JsonSchema, jsonSchemaOf, type NamedSchemas } from './json-schema.ts'
import { refusalsOf } from './refusals-of.ts'

const MEDIA_TYPES: Readonly<Record<BodyFormat, readonly string[]>> = {
  json: ['application/json'],
  form: ['application/x-www-form-urlencoded', 'multipart/form-data'],
  file: ['multipart/form-data'],
}
const STATUS_NAMES: Readonly<Record<number, string>> = {
  200: 'Done',
  201: 'Created',
  202: 'Accepted',
  204: 'Done, no body',
}

/** What operations refer to, collected while they are written. */
export type Components = { schemas: NamedSchemas; responses: Map<string, JsonSchema> }

/** A route as an OpenAPI operation. */
export function operationOf(route: RouteDefinition, components: Components): JsonSchema {
  return {
    operationId: route.name,
    tags: [route.context],
    summary: route.summary,
    ...(route.deprecated ? { deprecated: true } : {}),
    security: securityOf(route),
    parameters: [
      ...parametersOf(route.params, 'path', components),
      ...parametersOf(route.query, 'query', components),
      ...requestHeadersOf(route).map((name: RequestHeader) => ({ $ref: `#/components/parameters/${name}` })),
    ],
    ...(route.body ? { requestBody: requestBodyOf(route, route.body, components) } : {}),
    responses: {
      [route.status]: successOf(route, components),
      ...refusedResponses(route, components),
      500: { $ref: '#/components/responses/500' },
    },
    'x-access': route.access,
    'x-side': route.side,
    'x-rate-limit': route.rateLimit,
    ...(route.limitedSubject ? { 'x-rate-limit-account': route.limitedSubject.limit } : {}),
  }
}

function securityOf({ access }: RouteDefinition): JsonSchema[] {
  const people = Object.keys(access).some((who) => who !== 'visitor')
  return [...(access.visitor ? [{}] : []), ...(people ? [{ bearer: [] }, { password: [] }] : [])]
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query', components: Components): JsonSchema[] {
  if (!schema) return []
  const { properties = {}, required = [] } = jsonSchemaOf(schema, 'input', components.schemas) as {
    properties?: Record<string, JsonSchema>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, deprecated, ...property }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description ? { description } : {}),
    ...(deprecated ? { deprecated } : {}),
    schema: property,
  }))
}

function requestBodyOf(
  { formats, bodyLimitBytes }: RouteDefinition,
  body: z.ZodType,
  components: Components,
): JsonSchema {
  const schema = jsonSchemaOf(body, 'input', components.schemas)
  const withFiles = {
    ...schema,
    additionalProperties: { type: 'string', contentMediaType: 'application/octet-stream' },
  }
  return {
    required: !body.safeParse({}).success,
    description: `At most ${bodyLimitBytes} bytes.`,
    content: Object.fromEntries(
      formats.flatMap((format) =>
        MEDIA_TYPES[format].map((type) => [type, { schema: format === 'file' ? withFiles : schema }]),
      ),
    ),
  }
}

function successOf(route: RouteDefinition, components: Components): JsonSchema {
  const headers: ResponseHeader[] = [
    'RequestId',
    'ETag',
    ...(route.side === 'command' ? (['ConsistencyToken'] as const) : []),
  ]
  const content = route.response
    ? { 'application/json': { schema: jsonSchemaOf(route.response, 'output', components.schemas) } }
    : route.contentType
      ? { [route.contentType]: { schema: { type: 'string', contentMediaType: route.contentType } } }
      : undefined
  return {
    description: STATUS_NAMES[route.status],
    headers: headerRefs(headers),
    ...(content && route.status !== 204 ? { content } : {}),
  }
}

/** One response per status, named after the refusals it stands for: routes that share them share the response. */
function refusedResponses(route: RouteDefinition, { responses }: Components): JsonSchema {
  const byStatus = new Map<number, RefusalCode[]>()
  for (const code of refusalsOf(route)) {
    const { status } = refusals[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => {
      const name = [status, ...codes].join('.')
      responses.set(name, refusedResponse(status, codes))
      return [status, { $ref: `#/components/responses/${name}` }]
    }),
  )
}

const refusedResponse = (status: number, codes: readonly RefusalCode[]): JsonSchema => ({
  description: codes.map((code) => `\`${code}\`: ${refusals[code].en}`).join('\n\n'),
  headers: headerRefs(['RequestId', ...extraHeaders(status)]),
  content: problemContent({
    allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: codes } } }],
  }),
})

const extraHeaders = (status: number): ResponseHeader[] =>
  status === 429 ? ['RetryAfter', 'RateLimit'] : status === 503 ? ['RetryAfter'] : []

const problemContent = (schema: JsonSchema) => ({ 'application/problem+json': { schema } })
/** What no route declares and every route may have to say. */
export const internalError = {
  description: '`internal-error`: a defect; give the request id to support.',
  headers: headerRefs(['RequestId']),
  content: problemContent({ $ref: '#/components/schemas/Problem' }),
}
