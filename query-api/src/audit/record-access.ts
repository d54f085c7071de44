import { randomUUID } from 'node:crypto'
import { type AccessEvent, accessEvents } from '@one-hcm/contracts/audit/access.events'
import { idOfAccess } from '@one-hcm/contracts/audit/access-stream'
import type { EventLog } from '@one-hcm/platform/event-store/event-log'
import type { Caller } from '@one-hcm/platform/http/exchange'

/**
 * Records that somebody reads something whose reading must leave a trace. Resolves once the record is durable; only
 * then may the answer be given. Records are independent facts, so they are appended at any revision.
 */
export async function recordAccess(
  log: EventLog,
  event: AccessEvent,
  caller: Caller,
  requestId: string,
): Promise<void> {
  const { category } = accessEvents.find(({ type }) => type === event.type)!
  const commandId = randomUUID()
  await log.append(`${category}-${idOfAccess(event)}`, 'any', [{ id: randomUUID(), event }], {
    actor: { id: caller.id, role: caller.role },
    correlation_id: requestId,
    causation_id: commandId,
    request_id: requestId,
    occurred_at: new Date().toISOString(),
    schema_version: 1,
    command_id: commandId,
  })
}
