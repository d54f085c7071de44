import type { AccessEvent } from './access.events.ts'

/** Access records lie with what was read (documents of an application) or with who read (history). */
export const idOfAccess = (event: AccessEvent): string =>
  event.type === 'HistoryRead' ? event.data.reader_id : event.data.application_id
