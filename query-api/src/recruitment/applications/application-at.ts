import type { Recorded } from '@one-hcm/contracts/kernel/event'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import { type ApplicationRow, foldApplication } from '@one-hcm/contracts/recruitment/applications/application.row'
import type { EventLog } from '@one-hcm/platform/event-store/event-log'

/** An application as it was, and the event it was so since. */
export type PastApplication = { row: ApplicationRow; revision: number; occurredAt: string }

/**
 * The application as it was at a time or after a revision, folded from the log itself. Undefined when it did not exist
 * then, or has not got that far yet.
 */
export async function applicationAt(log: EventLog, id: string, asOf: string): Promise<PastApplication | undefined> {
  const revision = /^\d+$/.test(asOf) ? Number(asOf) : undefined
  const events = (await log.readStream(
    `application-${id}`,
    revision === undefined ? {} : { to: revision },
  )) as Recorded<ApplicationEvent>[]
  const until = revision === undefined ? Date.parse(asOf) : Number.POSITIVE_INFINITY
  const past = events.filter(({ metadata }) => Date.parse(metadata.occurred_at) <= until)
  const last = past.at(-1)
  if (!last || (revision !== undefined && last.revision < revision)) return undefined
  const row = past.reduce<ApplicationRow | undefined>(foldApplication, undefined)
  return row && { row, revision: last.revision, occurredAt: last.metadata.occurred_at }
}
