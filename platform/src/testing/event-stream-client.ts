import { request } from 'node:http'

export type StreamMessage = { id: string; event: string; data: unknown }

/** A reader of server-sent events as a browser is one, but that it can be cut and paused. */
export type EventStreamClient = {
  status: number
  headers: Readonly<Record<string, string | string[] | undefined>>
  /** Complete messages so far, in order. */
  messages: readonly StreamMessage[]
  /** What a browser would send as `Last-Event-ID` when it comes back. */
  lastEventId(): string
  /** Resolves with the messages once they fulfil the condition. */
  until(
    condition: (messages: readonly StreamMessage[]) => boolean,
    withinMs?: number,
  ): Promise<readonly StreamMessage[]>
  /** Resolves when the connection is over, whoever ended it. */
  ended: Promise<void>
  /** Stops reading: what the server sends stays with it. */
  pause(): void
  /** Breaks the connection off, in the middle of whatever comes. */
  cut(): void
}

/** Opens a stream and resolves once its head is there. */
export function openEventStream(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<EventStreamClient> {
  return new Promise((resolve, reject) => {
    const messages: StreamMessage[] = []
    const waiting = new Set<() => void>()
    let lastId = headers['Last-Event-ID'] ?? ''
    let rest = ''
    const call = request(url, { headers: { Accept: 'text/event-stream', ...headers }, agent: false })
    call.on('error', reject)
    call.on('response', (response) => {
      const { promise: ended, resolve: end } = Promise.withResolvers<void>()
      response.setEncoding('utf8')
      response.on('data', (text: string) => {
        const blocks = (rest + text).split('\n\n')
        rest = blocks.pop()!
        for (const block of blocks) {
          const fields = fieldsOf(block)
          lastId = fields.get('id') ?? lastId
          const data = fields.get('data')
          if (data !== undefined)
            messages.push({ id: lastId, event: fields.get('event') ?? 'message', data: JSON.parse(data) as unknown })
        }
        for (const check of waiting) check()
      })
      const over = () => {
        end()
        for (const check of waiting) check()
      }
      response.on('error', over)
      response.on('close', over)
      resolve({
        status: response.statusCode!,
        headers: response.headers,
        messages,
        lastEventId: () => lastId,
        until: (condition, withinMs = 10_000) => wait(messages, condition, waiting, withinMs),
        ended,
        pause: () => response.pause(),
        cut: () => response.destroy(),
      })
    })
    call.end()
  })
}

/** Comments have no name and are left out. */
const fieldsOf = (block: string): ReadonlyMap<string, string> =>
  new Map(
    block.split('\n').flatMap((line) => {
      const colon = line.indexOf(':')
      return colon > 0 ? [[line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')] as const] : []
    }),
  )

function wait(
  messages: readonly StreamMessage[],
  condition: (messages: readonly StreamMessage[]) => boolean,
  waiting: Set<() => void>,
  withinMs: number,
): Promise<readonly StreamMessage[]> {
  return new Promise((resolve, reject) => {
    const check = () => {
      if (!condition(messages)) return
      clearTimeout(timer)
      waiting.delete(check)
      resolve(messages)
    }
    const timer = setTimeout(() => {
      waiting.delete(check)
      reject(new Error(`Not within ${withinMs} ms; the stream said ${JSON.stringify(messages.slice(-5))}`))
    }, withinMs)
    waiting.add(check)
    check()
  })
}
