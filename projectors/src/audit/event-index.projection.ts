import { type EventIndexRow, foldEventIndex } from '@one-hcm/contracts/audit/event-index.row'
import type { Recorded } from '@one-hcm/contracts/kernel/event'
import { eventDefinitions } from '@one-hcm/contracts/registry'
import { defineProjection } from '../engine/projection.ts'

/** Where auditors look events up. Every event is its own row, so nothing is ever folded twice into one. */
export const eventIndexProjection = defineProjection<EventIndexRow, Recorded>({
  table: 'event_index',
  version: 1,
  events: eventDefinitions.map(({ type }) => type),
  rowPerEvent: true,
  key: (event) => event.id,
  fold: foldEventIndex,
  columns: {
    stream: { type: 'text', value: (row) => row.stream },
    type: { type: 'text', value: (row) => row.type },
    actor_id: { type: 'text', value: (row) => row.actor_id },
    correlation_id: { type: 'text', value: (row) => row.correlation_id },
    occurred_at: { type: 'timestamptz', value: (row) => row.occurred_at },
  },
  indexes: [
    'position desc, revision desc',
    'stream, position desc',
    'type, position desc',
    'actor_id, position desc',
    'correlation_id, position desc',
    // Events come nearly in the order of their time: a range is found by blocks, at almost no cost to writing.
    'using brin (occurred_at)',
  ],
})
