import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'

export type HttpServer = {
  /** Rejects when the port is taken. Port 0 takes any free one. */
  start(): Promise<{ port: number }>
  /** Answers what is in hand, then closes every connection, at the latest after `graceMs`. */
  stop(graceMs: number): Promise<void>
}

/** Milliseconds: slow senders are cut before they can hold many sockets (reliability D4). */
const HEADERS_TIMEOUT_MS = 15_000
const REQUEST_TIMEOUT_MS = 120_000
const KEEP_ALIVE_MS = 65_000
const CHECK_EVERY_MS = 2_000
const CONNECTIONS_MAX = 2_000

/** Takes over a connection that asks for another protocol: WebSockets. */
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

export function createHttpServer(
  handler: RequestListener,
  options: { host: string; port: number; upgrade?: UpgradeHandler | undefined },
): HttpServer {
  let stopping = false
  // Node's own list of idle connections leaves out those that never sent a request: they would use up the grace.
  const requestsInHand = new Map<Socket, number>()
  const server: Server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: CHECK_EVERY_MS,
      insecureHTTPParser: false,
    },
    (request, response) => {
      // A client that keeps its connection would otherwise send its next request into a closing socket.
      if (stopping) response.setHeader('Connection', 'close')
      const { socket } = request
      requestsInHand.set(socket, (requestsInHand.get(socket) ?? 0) + 1)
      response.on('close', () => {
        const others = (requestsInHand.get(socket) ?? 1) - 1
        if (requestsInHand.has(socket)) requestsInHand.set(socket, others)
        if (stopping && others === 0) socket.end()
      })
      handler(request, response)
    },
  )
  server.maxConnections = CONNECTIONS_MAX
  if (options.upgrade) server.on('upgrade', options.upgrade)
  server.on('connection', (socket: Socket) => {
    requestsInHand.set(socket, 0)
    socket.on('close', () => requestsInHand.delete(socket))
  })
  return {
    start: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(options.port, options.host, () => {
          server.off('error', reject)
          resolve({ port: (server.address() as AddressInfo).port })
        })
      }),
    stop: async (graceMs) => {
      stopping = true
      if (!server.listening) return
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const [socket, inHand] of requestsInHand) if (inHand === 0) socket.destroy()
      const timer = setTimeout(() => server.closeAllConnections(), graceMs)
      await closed
      clearTimeout(timer)
    },
  }
}
