import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { notificationToWire } from '@one-hcm/contracts/notifications/inbox/notification.wire'
import type { LiveMessage } from '@one-hcm/contracts/notifications/live/live.wire'
import {
  NOTIFICATION_SOCKET_PATH,
  type NotificationSocketMessage,
  socketCloseCodes,
} from '@one-hcm/contracts/notifications/live/notification-socket'
import type { Authentication } from '@one-hcm/platform/auth/authenticate'
import type { Caller } from '@one-hcm/platform/http/exchange'
import type { Logger } from '@one-hcm/platform/logging/logger'
import type { ReadModels } from '@one-hcm/platform/read-models/generations'
import { type WebSocket, WebSocketServer } from 'ws'
import { countUnread } from '../inbox/count-notifications.ts'
import { findNotification } from '../inbox/find-notifications.ts'
import { findReader, type Reader } from '../inbox/find-reader.ts'
import type { Connection, Connections } from './connections.ts'
import { followChanges } from './follow-changes.ts'
import type { LiveFeed } from './live-feed.ts'
import { credentialsOf } from './socket-credentials.ts'

export type SocketDependencies = {
  readModels: ReadModels
  feed: LiveFeed
  connections: Connections
  logger: Logger
  /** Who an access token belongs to. */
  authenticate(token: string): Promise<Authentication>
  /** Who a stream ticket was given to, once. */
  redeemTicket(ticket: string): Promise<Caller | undefined>
  /** Milliseconds between signs of life. */
  beatMs?: number
}

/** Existing clients say nothing: more than this is not read. */
const MESSAGE_BYTES_MAX = 1_024
/** Bytes that may wait for a client before it counts as gone. */
const WAITING_BYTES_MAX = 256 * 1_024
const BEAT_MS = 15_000

/**
 * The WebSocket of existing clients: what is new in the caller's own inbox, and how much of it is unread. It opens for an
 * access token or a stream ticket and closes with 1008 without a good one (recruitment §4.8, W-15).
 */
export function createNotificationSocket(dependencies: SocketDependencies) {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_BYTES_MAX,
    perMessageDeflate: false,
    handleProtocols: (offered) => credentialsOf({ protocols: [...offered] }).protocol ?? false,
  })

  const serve = async (socket: WebSocket, request: IncomingMessage) => {
    const caller = await callerOf(dependencies, request)
    if (typeof caller === 'string') return socket.close(socketCloseCodes.refused, 'unauthenticated')
    const connection = dependencies.connections.open('socket', caller)
    if (!connection) return socket.close(socketCloseCodes.slow, 'too-many-streams')
    await follow(dependencies, socket, connection, caller, languageOf(request))
  }

  return {
    upgrade: (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
      if (pathOf(request) !== NOTIFICATION_SOCKET_PATH) return refuseUpgrade(stream)
      server.handleUpgrade(request, stream, head, (socket) => {
        socket.on('error', () => socket.terminate())
        serve(socket, request).catch((error: unknown) => {
          dependencies.logger.warn({ err: error }, 'a notification socket was cut')
          socket.terminate()
        })
      })
    },
  }
}

async function follow(
  { readModels, feed, beatMs = BEAT_MS }: SocketDependencies,
  socket: WebSocket,
  connection: Connection,
  caller: Caller,
  language: 'fr' | 'en',
): Promise<void> {
  const { signal } = connection
  let heard = true
  const beating = setInterval(() => {
    if (!heard) socket.terminate()
    heard = false
    socket.ping()
  }, beatMs)
  socket.on('pong', () => {
    heard = true
  })
  socket.on('close', connection.closed)
  signal.addEventListener('abort', () => closeBecause(socket, signal.reason))

  const say = (message: NotificationSocketMessage) => {
    if (socket.bufferedAmount > WAITING_BYTES_MAX) return connection.end('slow')
    socket.send(JSON.stringify(message))
    connection.sent()
  }
  const sayCount = async (viewer: Reader) =>
    say({ type: 'notifications:unread_count', count: await countUnread(readModels.pool(), viewer) })
  const loadViewer = () => findReader(readModels.pool(), caller)

  try {
    const from = await feed.end()
    await sayCount(await loadViewer())
    await followChanges({
      feed,
      from,
      signal,
      loadViewer,
      send: async ({ changes }) => {
        const own = changes.filter(({ resource }) => resource === 'notification')
        if (own.length === 0) return
        // What was read meanwhile, and offers that are no longer open, are told as they are now.
        const viewer = await loadViewer()
        for (const change of own) await tell(change, viewer)
        await sayCount(viewer)
      },
    })
  } finally {
    clearInterval(beating)
    connection.closed()
  }

  async function tell({ id, change }: LiveMessage['changes'][number], viewer: Reader): Promise<void> {
    if (change === 'read_all') return say({ type: 'notifications:updated_all' })
    if (change === 'updated') return say({ type: 'notifications:updated', id: Number(id) })
    const found = await findNotification(readModels.pool(), viewer, Number(id))
    if (!found) return
    say({
      type: 'notifications:new',
      id: found.row.notification_id,
      notification: notificationToWire(found, caller.id, language),
    })
  }
}

/** Who asks for a socket: by token or ticket, wherever the client can put it. */
async function callerOf(
  { authenticate, redeemTicket }: SocketDependencies,
  request: IncomingMessage,
): Promise<Authentication> {
  const query = new URL(request.url ?? '/', 'http://socket').searchParams
  const { token, ticket } = credentialsOf({
    authorization: request.headers.authorization,
    protocols: (request.headers['sec-websocket-protocol'] ?? '').split(',').map((protocol) => protocol.trim()),
    token: query.get('token'),
    ticket: query.get('ticket'),
  })
  if (ticket !== undefined) return (await redeemTicket(ticket)) ?? 'invalid'
  return token === undefined ? 'none' : authenticate(token)
}

function closeBecause(socket: WebSocket, reason: unknown): void {
  if (reason === 'slow') return socket.terminate()
  socket.close(reason === 'stopping' ? socketCloseCodes.stopping : socketCloseCodes.refused, String(reason))
  // One that does not answer the closing is not waited for.
  setTimeout(() => socket.terminate(), 500).unref()
}

const pathOf = ({ url = '/' }: IncomingMessage): string => new URL(url, 'http://socket').pathname.replace(/\/$/, '')

function refuseUpgrade(stream: Duplex): void {
  stream.on('error', () => stream.destroy())
  stream.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
}

/** French unless English is what the client prefers. */
const languageOf = ({ headers }: IncomingMessage): 'fr' | 'en' =>
  /^\s*en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'fr'
