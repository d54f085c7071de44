import { eventToWire } from '@one-hcm/contracts/audit/event.wire'
import { exportEventsRoute } from '@one-hcm/contracts/audit/export-events.route'
import { listEventsRoute } from '@one-hcm/contracts/audit/list-events.route'
import { readStreamRoute } from '@one-hcm/contracts/audit/read-stream.route'
import { refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { EventLog } from '@one-hcm/platform/event-store/event-log'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type { ReadModels } from '@one-hcm/platform/read-models/generations'
import { exportEvents } from './export-events.ts'
import { findEvents } from './find-events.ts'
import { recordAccess } from './record-access.ts'

/** History for auditors. Every read of it is recorded before it is answered. */
export const auditEndpoints = ({ readModels, log }: { readModels: ReadModels; log: EventLog }): Endpoint[] => [
  endpoint(listEventsRoute, async ({ query, user, requestId }) => {
    const found = await findEvents(readModels.pool(), log, query)
    if (isRefusal(found)) return found
    await recordAccess(log, historyRead('events', user, query), user, requestId)
    return { body: { data: found.events.map(eventToWire), next_cursor: found.next } }
  }),

  endpoint(readStreamRoute, async ({ params, query, user, requestId }) => {
    const { from_revision: from, limit } = query
    const events = await log.readStream(params.stream, { from, to: from + limit - 1 })
    if (events.length === 0 && from === 0) return refuse('stream-not-found')
    await recordAccess(log, historyRead('stream', user, { stream: params.stream, ...query }), user, requestId)
    return {
      body: {
        stream: params.stream,
        data: events.map(eventToWire),
        next_revision: events.length === limit ? from + limit : null,
      },
    }
  }),

  endpoint(exportEventsRoute, async ({ query, user, requestId, response }) => {
    await recordAccess(log, historyRead('export', user, query), user, requestId)
    response.setHeader('Content-Type', 'application/x-ndjson; charset=utf-8')
    response.setHeader('Cache-Control', 'private, no-store')
    await exportEvents(log, query, response)
    return { sent: true }
  }),
]

function historyRead(
  operation: 'events' | 'stream' | 'export',
  user: { id: string; role: string },
  filter: Readonly<Record<string, unknown>>,
) {
  return {
    type: 'HistoryRead' as const,
    data: {
      reader_id: user.id,
      reader_role: user.role,
      operation,
      filter: Object.fromEntries(
        Object.entries(filter)
          .filter(([, value]) => value !== undefined)
          .map(([name, value]) => [name, String(value)]),
      ),
    },
  }
}
