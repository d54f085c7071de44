import type { Recorded } from '../kernel/event.ts'

/** Where to find an event by who, what and when. One row per event; what it says stays in the log. */
export type EventIndexRow = {
  stream: string
  type: string
  actor_id: string
  actor_role: string
  correlation_id: string
  occurred_at: string
}

export const foldEventIndex = (
  _row: EventIndexRow | undefined,
  { stream, type, metadata }: Recorded,
): EventIndexRow => ({
  stream,
  type,
  actor_id: metadata.actor.id,
  actor_role: metadata.actor.role,
  correlation_id: metadata.correlation_id,
  occurred_at: metadata.occurred_at,
})
