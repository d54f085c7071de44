import { erased } from '../../kernel/erased.ts'
import type { DomainEvent, Recorded } from '../../kernel/event.ts'
import { eventDefinition } from '../../registry.ts'

type Fold<Row, E extends DomainEvent> = (row: Row | undefined, event: Recorded<E>) => Row | undefined

/** A history as if recorded, a minute apart from 1 January 2026. */
export const history = <E extends DomainEvent>(stream: string, ...events: readonly E[]): Recorded<E>[] =>
  events.map((event, index) => ({
    ...event,
    id: `00000000-0000-5000-8000-${String(index).padStart(12, '0')}`,
    stream,
    revision: index,
    position: BigInt(index + 1),
    prepare: BigInt(index + 1),
    metadata: {
      actor: { id: 'actor', role: 'recruiter' },
      correlation_id: 'correlation',
      causation_id: 'causation',
      request_id: 'request',
      occurred_at: timeOf(index),
      schema_version: 1,
      command_id: `command-${index}`,
    },
  }))

/** When the event at this place of a `history` happened. */
export const timeOf = (index: number): string => new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString()

/**
 * The row of a history. Folded a second time on a frozen first result, so that a fold that keeps anything between calls,
 * or changes what it was given, fails.
 */
export function foldTwice<Row, E extends DomainEvent>(
  fold: Fold<Row, E>,
  events: readonly Recorded<E>[],
): Row | undefined {
  const once = events.reduce<Row | undefined>((row, event) => deepFreeze(fold(row, deepFreeze(event))), undefined)
  const twice = events.reduce<Row | undefined>((row, event) => deepFreeze(fold(row, event)), undefined)
  if (JSON.stringify(once) !== JSON.stringify(twice)) throw new Error('The fold gives another row the second time')
  return once
}

/** The history as it reads once its people are erased. */
export const withoutPeople = <E extends DomainEvent>(events: readonly Recorded<E>[]): Recorded<E>[] =>
  events.map((event) => {
    const personal = Object.values(eventDefinition(event.type)?.personal ?? {}).flat()
    return { ...event, data: { ...event.data, ...Object.fromEntries(personal.map((field) => [field, erased])) } }
  })

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) deepFreeze(part)
  }
  return value
}
