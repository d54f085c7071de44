import { defineEvent, type EventDefinition, type EventMetadata, type EventOf } from '@one-hcm/contracts/kernel/event'
import { z } from 'zod'

/** Events of no business, for tests of what carries events. */
export const Counted = defineEvent({
  context: 'recruitment',
  category: 'counter',
  type: 'Counted',
  summary: 'A counter went up by some.',
  data: { by: z.number().int(), person_id: z.string(), name: z.string() },
  personal: { person_id: ['name'] },
})
export type CounterEvent = EventOf<typeof Counted>

export const counted = (by = 1, name = 'Aïcha Obame'): CounterEvent => ({
  type: 'Counted',
  data: { by, person_id: 'person-1', name },
})

export const madeUpDefinition = (type: string): EventDefinition | undefined =>
  type === 'Counted' ? Counted : undefined

export const madeUpMetadata: EventMetadata = {
  actor: { id: 'someone', role: 'recruiter' },
  correlation_id: 'correlation',
  causation_id: 'causation',
  request_id: 'request',
  occurred_at: '2026-01-15T10:00:00.000Z',
  schema_version: 1,
  command_id: 'command',
}
