import type { RouteDefinition } from '../route.ts'
import type { JsonSchema } from './json-schema.ts'

const text = (description: string, schema: JsonSchema = {}) => ({ description, schema: { type: 'string', ...schema } })
const inHeader = (name: string, description: string, schema: JsonSchema = {}) => ({
  name,
  in: 'header',
  required: false,
  ...text(description, schema),
})

/** Request headers, by the name of their component. All of them are optional. */
export const requestHeaders = {
  AcceptLanguage: inHeader('Accept-Language', 'Language of sentences for people: French unless English is preferred.', {
    examples: ['fr', 'en'],
  }),
  RequestId: inHeader(
    'X-Request-ID',
    'Echoed in the answer, kept in the log and in every event that comes of the call.',
    {
      pattern: '^[\\w.:-]{1,100}$',
    },
  ),
  IdempotencyKey: inHeader(
    'Idempotency-Key',
    'Makes a repeat harmless: the same key and body give the same answer, another body is refused (422). Kept for a day.',
    { minLength: 1, maxLength: 200 },
  ),
  IfMatch: inHeader(
    'If-Match',
    'The `ETag` last seen: the write is refused (412) when the resource has changed since.',
  ),
  Prefer: inHeader('Prefer', '`respond-async`: answer at once instead of waiting until reads show the write.'),
  ConsistencyToken: inHeader(
    'Consistency-Token',
    'Token of a write: the answer contains at least that write, or is 503 with `Retry-After`. Never older state.',
    { pattern: '^\\d{1,19}$' },
  ),
} as const
export type RequestHeader = keyof typeof requestHeaders

/** Response headers, by the name of their component. */
export const responseHeaders = {
  RequestId: text('Id of this call: give it to support.'),
  ETag: text('Revision of the resource, for `If-Match`.'),
  ConsistencyToken: text('Position of the write: send it along to read your own writes.'),
  RetryAfter: text('Seconds until a new attempt makes sense.'),
  RateLimit: text('What is left of the budget of calls, and when it is renewed.'),
} as const
export type ResponseHeader = keyof typeof responseHeaders

const WIRE_NAMES: Readonly<Record<ResponseHeader, string>> = {
  RequestId: 'X-Request-ID',
  ETag: 'ETag',
  ConsistencyToken: 'Consistency-Token',
  RetryAfter: 'Retry-After',
  RateLimit: 'RateLimit',
}

export const headerRefs = (names: readonly ResponseHeader[]) =>
  Object.fromEntries(names.map((name) => [WIRE_NAMES[name], { $ref: `#/components/headers/${name}` }]))

/** Which request headers make a difference for a route. */
export function requestHeadersOf({ side, method }: RouteDefinition): RequestHeader[] {
  const common: RequestHeader[] = ['AcceptLanguage', 'RequestId']
  if (side === 'query') return [...common, 'ConsistencyToken']
  return [...common, 'IdempotencyKey', ...(method === 'post' ? [] : (['IfMatch'] as const)), 'Prefer']
}
