import { erased } from '@one-hcm/contracts/kernel/erased'
import type { DomainEvent, Recorded } from '@one-hcm/contracts/kernel/event'
import { eventDefinition } from '@one-hcm/contracts/registry'
import type { EventLog } from '@one-hcm/platform/event-store/event-log'
import { recorded } from '@one-hcm/platform/testing/given'

/** A log in memory: enough of one to export from, and people can be erased in it. */
export type MemoryLog = Pick<EventLog, 'readStream' | 'readAll'> & {
  append(stream: string, event: DomainEvent, at: string): Recorded
  erase(personId: string): void
  readonly events: readonly Recorded[]
}

export function createMemoryLog(): MemoryLog {
  const events: Recorded[] = []
  const erasedPeople = new Set<string>()
  const seen = (event: Recorded) => withoutPersonal(event, erasedPeople)
  return {
    events,
    append: (stream, event, at) => {
      const revision = events.filter((other) => other.stream === stream).length
      const appended = { ...recorded(stream, event, { index: events.length, at }), revision }
      events.push(appended)
      return appended
    },
    erase: (personId) => {
      erasedPeople.add(personId)
    },
    readStream: async (stream, { from = 0 } = {}) =>
      events.filter((event) => event.stream === stream && event.revision >= from).map(seen),
    readAll: async ({ after, limit }) => {
      const page = events.filter(({ position }) => position > (after?.commit ?? 0n)).slice(0, limit)
      const last = page.at(-1)
      return {
        decoded: page.map((event) => ({ kind: 'event', event: seen(event) })),
        last: last && { commit: last.position, prepare: last.prepare },
      }
    },
  }
}

/** The event as it reads once the keys of some people are destroyed. */
export function withoutPersonal(event: Recorded, people: ReadonlySet<string>): Recorded {
  const data: Record<string, unknown> = { ...event.data }
  for (const [subject, fields] of Object.entries(eventDefinition(event.type)?.personal ?? {}))
    if (people.has(String(data[subject]))) for (const field of fields) data[field] = erased
  return { ...event, data } as Recorded
}
