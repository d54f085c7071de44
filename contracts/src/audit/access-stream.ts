import type { AccessEvent } from './access.events.ts'

/** Access records lie with what was read (documents of an application) or with who read (history). */
export const idOfAccess = (event: AccessEvent): string =>
  event.type === 'DocumentDownloaded' ? event.data.application_id : event.data.reader_id
