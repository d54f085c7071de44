import type { SessionWatch } from '@one-hcm/platform/auth/session-watch'
import type { Caller } from '@one-hcm/platform/http/exchange'
import type { Metrics } from '@one-hcm/platform/observability/metrics'

export type StreamKind = 'events' | 'socket'
/** Why a stream was ended from our side. */
export type EndReason = 'session-ended' | 'expired' | 'stopping' | 'slow' | 'failed'

/** One open stream; `signal` is aborted when it is to end, with the reason. */
export type Connection = { signal: AbortSignal; end(reason: EndReason): void; sent(): void; closed(): void }

/** Open streams of one process: counted, bounded, and ended with their session. */
export type Connections = {
  /** Undefined when there are too many, of the caller or of all, or when the service stops. */
  open(kind: StreamKind, caller: Caller): Connection | undefined
  /** How many are open. */
  size(): number
  /** Ends all, and opens no more. */
  close(): void
}

/** Below the number of connections that the server takes, so that requests always find one. */
const OPEN_MAX = 1_500
const OPEN_PER_USER_MAX = 12

export function createConnections(options: {
  sessions: SessionWatch
  metrics: Metrics
  /** Milliseconds after which a stream ends, as the access token would: its client comes back with a fresh one. */
  lifetimeMs: number
}): Connections {
  const { sessions, metrics, lifetimeMs } = options
  const open = new Map<AbortController, string>()
  let stopping = false
  const gauge = metrics.gauge('live_connections', 'Streams of live updates that are open', ['kind'])
  const messages = metrics.counter('live_messages_total', 'Messages sent to streams of live updates', ['kind'])
  const ended = metrics.counter('live_connections_ended_total', 'Streams that were ended from our side', [
    'kind',
    'reason',
  ])

  const isFull = (userId: string) =>
    open.size >= OPEN_MAX || [...open.values()].filter((id) => id === userId).length >= OPEN_PER_USER_MAX

  return {
    open: (kind, { id, sessionId }) => {
      if (stopping || isFull(id)) return undefined
      const controller = new AbortController()
      open.set(controller, id)
      gauge.inc({ kind })
      const end = (reason: EndReason) => {
        if (controller.signal.aborted) return
        ended.inc({ kind, reason })
        controller.abort(reason)
      }
      const unwatch = sessions.watch(sessionId, () => end('session-ended'))
      const expiry = setTimeout(() => end('expired'), lifetimeMs)
      return {
        signal: controller.signal,
        end,
        sent: () => messages.inc({ kind }),
        closed: () => {
          if (!open.delete(controller)) return
          clearTimeout(expiry)
          unwatch()
          gauge.dec({ kind })
          controller.abort()
        },
      }
    },
    size: () => open.size,
    close: () => {
      stopping = true
      for (const controller of open.keys()) controller.abort('stopping')
    },
  }
}
