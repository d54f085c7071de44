import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DomainEvent, Recorded } from '../../kernel/event.ts'
import { eventDefinition } from '../../registry.ts'

const golden = join(import.meta.dirname, '../../../golden')

/** The stored sample of a type, in its version of today, as if recorded; changed as wanted. */
export function sample<E extends DomainEvent>(
  type: E['type'],
  changes: object = {},
  { actor = { id: 'recruiter-1', role: 'recruiter' }, position = 42n, revision = 3, stream = '' } = {},
): Recorded<E> {
  const { version, category } = eventDefinition(type)!
  const { data } = JSON.parse(readFileSync(join(golden, `${type}.v${version}.json`), 'utf8')) as { data: object }
  return {
    type,
    data: { ...data, ...changes },
    id: '00000000-0000-5000-8000-000000000007',
    stream: stream || `${category}-3f0a4c1e-6a0f-5d0e-9a53-1f6d1b7a2c01`,
    revision,
    position,
    prepare: position,
    metadata: {
      actor,
      correlation_id: 'correlation',
      causation_id: 'causation',
      request_id: 'request',
      occurred_at: '2026-03-16T09:00:00.000Z',
      schema_version: version,
      command_id: 'command',
    },
  } as unknown as Recorded<E>
}
