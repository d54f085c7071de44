import { z } from 'zod'
import { isErased } from '../kernel/erased.ts'
import type { Recorded } from '../kernel/event.ts'

/** An event as auditors see it: where it stands, who and why, and what happened, in the form of its current version. */
export const eventWire = z
  .object({
    /** Commit position in the log, as text: it may exceed what JSON numbers hold. */
    position: z.string(),
    event_id: z.uuid(),
    stream: z.string(),
    revision: z.number().int(),
    type: z.string(),
    occurred_at: z.string(),
    actor: z.object({ id: z.string(), role: z.string() }),
    correlation_id: z.string(),
    causation_id: z.string(),
    request_id: z.string(),
    command_id: z.string(),
    schema_version: z.number().int(),
    /** Personal fields of erased people read `{"erased": true}`. */
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'RecordedEvent' })
export type EventWire = z.infer<typeof eventWire>

export function eventToWire(event: Recorded): EventWire {
  const { metadata } = event
  return {
    position: String(event.position),
    event_id: event.id,
    stream: event.stream,
    revision: event.revision,
    type: event.type,
    occurred_at: metadata.occurred_at,
    actor: metadata.actor,
    correlation_id: metadata.correlation_id,
    causation_id: metadata.causation_id,
    request_id: metadata.request_id,
    command_id: metadata.command_id,
    schema_version: metadata.schema_version,
    data: Object.fromEntries(
      Object.entries(event.data).map(([field, value]) => [field, isErased(value) ? { erased: true } : value]),
    ),
  }
}
