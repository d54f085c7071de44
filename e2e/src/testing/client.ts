/** What became of a call: done, refused for good, or nobody knows, so that it has to be repeated with its key. */
export type Outcome = 'ok' | 'fail' | 'unknown'

export type Answer = {
  outcome: Outcome
  /** 0 when no answer arrived. */
  status: number
  headers: Headers
  /** Parsed JSON, the text of anything else, undefined without a body. */
  body: unknown
  bytes: Buffer
  durationMs: number
}

export type CallOptions = {
  token?: string | undefined
  /** Sent as JSON. */
  json?: unknown
  /** Sent as it is. */
  raw?: { type: string; bytes: Uint8Array<ArrayBuffer> | string }
  idempotencyKey?: string
  /** `Consistency-Token`: the read must contain this position. */
  consistency?: string | undefined
  prefer?: string
  headers?: Readonly<Record<string, string>>
  timeoutMs?: number
  /** Which of several instances is asked; in turn when absent. */
  instance?: number
}

type Method = 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Calls the platform as its clients do: reads go to one side, writes to the other, each in turn to its instances. */
export type Client = {
  call(method: Method, path: string, options?: CallOptions): Promise<Answer>
  get(path: string, options?: CallOptions): Promise<Answer>
  post(path: string, options?: CallOptions): Promise<Answer>
  put(path: string, options?: CallOptions): Promise<Answer>
}

const READS: ReadonlySet<Method> = new Set(['GET', 'HEAD', 'OPTIONS'])
const TIMEOUT_MS = 20_000

/** Base URLs of each side; the same one for both where a gateway stands before them. */
export type Origins = { command: readonly string[]; query: readonly string[] }

export const oneOrigin = (origin: string): Origins => ({ command: [origin], query: [origin] })

export function createClient(origins: Origins): Client {
  let turn = 0
  const call = async (method: Method, path: string, options: CallOptions = {}): Promise<Answer> => {
    const side = READS.has(method) ? origins.query : origins.command
    const origin = side[(options.instance ?? turn++) % side.length]
    const started = performance.now()
    try {
      const response = await fetch(`${origin}${path}`, {
        method,
        headers: headersOf(options),
        body: bodyOf(options),
        redirect: 'manual',
        signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
      })
      const { status, headers } = response
      const bytes = await bytesOf(response)
      return {
        outcome: status >= 500 ? 'unknown' : status >= 400 ? 'fail' : 'ok',
        status,
        headers,
        body: parse(headers, bytes),
        bytes,
        durationMs: performance.now() - started,
      }
    } catch {
      // Refused, cut or timed out: whether it was done is not known.
      return {
        outcome: 'unknown',
        status: 0,
        headers: new Headers(),
        body: undefined,
        bytes: Buffer.alloc(0),
        durationMs: performance.now() - started,
      }
    }
  }
  return {
    call,
    get: (path, options) => call('GET', path, options),
    post: (path, options) => call('POST', path, options),
    put: (path, options) => call('PUT', path, options),
  }
}

/** The body; of a stream that goes on for ever, nothing. */
async function bytesOf(response: Response): Promise<Buffer> {
  if (!response.headers.get('Content-Type')?.startsWith('text/event-stream'))
    return Buffer.from(await response.arrayBuffer())
  await response.body?.cancel()
  return Buffer.alloc(0)
}

function headersOf({ token, json, raw, idempotencyKey, consistency, prefer, headers }: CallOptions) {
  const given: Record<string, string | undefined> = {
    'Content-Type': raw ? raw.type : json === undefined ? undefined : 'application/json',
    Authorization: token && `Bearer ${token}`,
    'Idempotency-Key': idempotencyKey,
    'Consistency-Token': consistency,
    Prefer: prefer,
    ...headers,
  }
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

function bodyOf({ json, raw }: CallOptions): string | Uint8Array<ArrayBuffer> | undefined {
  if (raw) return raw.bytes
  return json === undefined ? undefined : JSON.stringify(json)
}

function parse(headers: Headers, bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined
  if (!/json/.test(headers.get('Content-Type') ?? '')) return bytes.toString()
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return bytes.toString()
  }
}

/** The position a write ended at, for reads that must contain it. */
export const consistencyOf = (answer: Answer): string | undefined =>
  answer.headers.get('Consistency-Token') ?? undefined

/** The revision of the aggregate, from the ETag. */
export function revisionOf(answer: Answer): number | undefined {
  const tag = /^"(\d+)"$/.exec(answer.headers.get('ETag') ?? '')?.[1]
  return tag === undefined ? undefined : Number(tag)
}

/** A value somewhere in an answer's body: `at(answer, 'data', 0, 'id')`. */
export function at(answer: Answer, ...path: readonly (string | number)[]): unknown {
  let value: unknown = answer.body
  for (const step of path) value = (value as Record<string | number, unknown> | null | undefined)?.[step]
  return value
}

/** The same, for texts that must be there. */
export function textAt(answer: Answer, ...path: readonly (string | number)[]): string {
  const value = at(answer, ...path)
  if (typeof value !== 'string')
    throw new Error(`No text at ${path.join('.')} of an answer with status ${answer.status}: ${summaryOf(answer)}`)
  return value
}

/** An answer in a line, for messages of failed tests. */
export const summaryOf = ({ status, body }: Answer): string => `${status} ${(JSON.stringify(body) ?? '').slice(0, 300)}`

/** Fails with the answer's own words unless it has the status. */
export function expectStatus(answer: Answer, ...statuses: readonly number[]): Answer {
  if (!statuses.includes(answer.status)) throw new Error(`Expected ${statuses.join(' or ')}, got ${summaryOf(answer)}`)
  return answer
}
