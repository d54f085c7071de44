import type { JsonSchema } from './json-schema.ts'

const text = (description: string) => ({ type: 'string', description })
const alias = (of: string, type = 'string') => ({ type, deprecated: true, description: `Alias of ${of}` })

/** The one body of all errors: RFC 9457, and the keys that clients of the former platform read (recruitment §0). */
export const problemSchema: JsonSchema = {
  type: 'object',
  properties: {
    type: text('`/problems/` and the code'),
    title: text('The code as words'),
    status: { type: 'integer', description: 'The HTTP status' },
    detail: text('A sentence for people, in the language of the caller'),
    instance: text('Path of the call'),
    code: text('Stable name of what went wrong: tell errors apart by it'),
    request_id: text('Id of the call, also in the header X-Request-ID'),
    errors: {
      type: 'array',
      description: 'The fields concerned',
      items: {
        type: 'object',
        properties: {
          pointer: text('JSON pointer into the body, or `query/…`'),
          detail: text('What is wrong with it'),
        },
        required: ['pointer', 'detail'],
      },
    },
    error: alias('code'),
    message: alias('detail'),
    status_code: alias('status', 'integer'),
    path: alias('instance'),
    trace_id: alias('request_id'),
  },
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'request_id'],
}
