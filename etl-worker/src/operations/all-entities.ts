import type { EventLog, LogPosition } from '@one-hcm/platform/event-store/event-log'
import { type Entity, entityOf, isMainStream } from '../recruitment/entities.ts'

const PAGE = 500

/**
 * Every entity of the log that the lake shows, once each, in the order in which they came into being. Only the first
 * event of a main stream counts, so that no list of what was seen has to be kept.
 */
export async function* allEntities(log: Pick<EventLog, 'readAll'>): AsyncGenerator<Entity> {
  let after: LogPosition | undefined
  for (;;) {
    const { decoded, last } = await log.readAll({ after, limit: PAGE })
    if (!last) return
    for (const item of decoded) {
      if (item.kind === 'foreign') continue
      // An unreadable first event still makes an entity: exporting it reports why it cannot be read.
      const { stream, revision } = item.kind === 'event' ? item.event : item.stored
      const entity = revision === 0 && isMainStream(stream) ? entityOf(stream) : undefined
      if (entity) yield entity
    }
    after = last
  }
}

export const nameOf = ({ kind, id }: Entity): string => `${kind.table.name} ${id}`
