import { refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { LiveResource } from '@one-hcm/contracts/notifications/live/live-change'
import { openLiveEventsRoute } from '@one-hcm/contracts/notifications/live/open-live-events.route'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import { type Caller, type Endpoint, type Exchange, endpoint } from '@one-hcm/platform/http/exchange'
import type { Logger } from '@one-hcm/platform/logging/logger'
import type { ReadModels } from '@one-hcm/platform/read-models/generations'
import { findReader } from '../inbox/find-reader.ts'
import type { Connection, Connections } from './connections.ts'
import { SlowClient, startEventStream } from './event-stream.ts'
import { followChanges } from './follow-changes.ts'
import type { LiveFeed } from './live-feed.ts'

export type LiveDependencies = {
  readModels: ReadModels
  feed: LiveFeed
  connections: Connections
  logger: Logger
  /** Milliseconds between signs of life. */
  beatMs?: number
}

/** Proxies cut what is silent for a minute. */
const BEAT_MS = 15_000
/** Milliseconds in which a stream that is ended may take its last message. */
const LAST_WORD_MS = 500

export const liveEndpoints = (dependencies: LiveDependencies): Endpoint[] => [
  endpoint(openLiveEventsRoute, async ({ query, user, response }) => {
    const last = lastEventId(response.req.headers['last-event-id'], query.last_event_id)
    if (isRefusal(last)) return last
    // Before anything is sent: what fails here is answered as a problem document.
    const from = last ?? (await dependencies.feed.end())
    const viewer = await findReader(dependencies.readModels.pool(), user)
    if (response.req.method === 'HEAD') return { headers: { 'Content-Type': 'text/event-stream; charset=utf-8' } }
    const connection = dependencies.connections.open('events', user)
    if (!connection) return refuse('too-many-streams')
    void stream(dependencies, connection, response, { from, viewer, user, resources: query.resources })
    return { sent: true }
  }),
]

/** The header wins: it is what a client that reconnects by itself sends. */
function lastEventId(header: unknown, parameter: string | undefined): bigint | undefined | Refusal<RefusalCode> {
  const given = typeof header === 'string' && header !== '' ? header : parameter
  if (given === undefined) return undefined
  if (!/^\d{1,19}$/.test(given))
    return refuse('validation-failed', {}, [
      { pointer: 'header/Last-Event-ID', message: 'must be the id of a message' },
    ])
  return BigInt(given)
}

async function stream(
  { readModels, feed, logger, beatMs = BEAT_MS }: LiveDependencies,
  connection: Connection,
  response: Exchange['response'],
  start: {
    from: bigint
    viewer: Awaited<ReturnType<typeof findReader>>
    user: Caller
    resources?: LiveResource[] | undefined
  },
): Promise<void> {
  const { user, resources } = start
  let position = start.from
  let first: typeof start.viewer | undefined = start.viewer
  const events = startEventStream(response)
  response.on('close', connection.closed)
  // Also one that reads nothing: it is not waited for.
  connection.signal.addEventListener('abort', () => setTimeout(() => response.destroy(), LAST_WORD_MS).unref())
  const beating = setInterval(() => events.beat(String(position)), beatMs)
  try {
    await events.send({ id: String(position), event: 'ready', data: { position: String(position) } })
    await followChanges({
      feed,
      from: position,
      signal: connection.signal,
      loadViewer: () => {
        const known = first
        first = undefined
        return known ? Promise.resolve(known) : findReader(readModels.pool(), user)
      },
      send: async (message) => {
        const changes = message.changes.filter(({ resource }) => resources?.includes(resource) ?? true)
        position = BigInt(message.position)
        if (changes.length === 0) return
        await events.send({ id: message.position, event: 'change', data: { ...message, changes } })
        connection.sent()
      },
      reached: (reached) => {
        position = reached
      },
    })
    const reason: unknown = connection.signal.reason
    if (!response.closed && typeof reason === 'string')
      await events.send({ id: String(position), event: 'end', data: { reason } })
    events.end()
  } catch (error) {
    const slow = error instanceof SlowClient
    connection.end(slow ? 'slow' : 'failed')
    if (!slow) logger.warn({ err: error }, 'a stream of live updates was cut')
    // In the middle: its client comes back to the last message that it has.
    response.destroy()
  } finally {
    clearInterval(beating)
    connection.closed()
  }
}
