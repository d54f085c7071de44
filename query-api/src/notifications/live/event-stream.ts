import type { ServerResponse } from 'node:http'

/** Milliseconds in which a client must make room before it counts as gone. */
const ROOM_WITHIN_MS = 15_000

/** A response of server-sent events (WHATWG HTML, "Server-sent events"). */
export type EventStream = {
  /** Resolves once there is room for more; rejects when the client reads too slowly. */
  send(message: { id: string; event: string; data: unknown }): Promise<void>
  /** Tells the client where it stands, and keeps the connection from looking idle; says nothing to its page. */
  beat(id: string): void
  end(): void
}

/** Reads too slowly: it is cut, and may come back to the place where it was. */
export class SlowClient extends Error {
  override name = 'SlowClient'
}

export function startEventStream(response: ServerResponse, roomWithinMs = ROOM_WITHIN_MS): EventStream {
  response.statusCode = 200
  response.setHeader('Content-Type', 'text/event-stream; charset=utf-8')
  response.setHeader('Cache-Control', 'private, no-store, no-transform')
  // Proxies must hand on each message as it comes.
  response.setHeader('X-Accel-Buffering', 'no')
  response.flushHeaders()
  response.socket?.setNoDelay(true)
  response.write('retry: 2000\n\n')
  return {
    send: async ({ id, event, data }) => {
      // To one that is gone already nothing is said, and it is not waited for.
      if (response.closed || response.destroyed) return
      if (!response.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`))
        await room(response, roomWithinMs)
    },
    beat: (id) => {
      // Not to one that has not read what it has: beats would pile up.
      if (!response.writableNeedDrain) response.write(`id: ${id}\n: beat\n\n`)
    },
    end: () => {
      response.end()
    },
  }
}

const room = (response: ServerResponse, withinMs: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const settle = (done: () => void) => () => {
      clearTimeout(timer)
      response.off('drain', drained)
      response.off('close', closed)
      done()
    }
    const drained = settle(resolve)
    const closed = settle(resolve)
    const timer = setTimeout(
      settle(() => reject(new SlowClient())),
      withinMs,
    )
    response.on('drain', drained)
    response.on('close', closed)
  })
