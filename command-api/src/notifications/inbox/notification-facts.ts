import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import { foldUser, type UserRow } from '@one-hcm/contracts/identity/users/user.row'
import type { DomainEvent, Recorded } from '@one-hcm/contracts/kernel/event'
import { type NoticedEvent, noticedEvents } from '@one-hcm/contracts/notifications/inbox/notices-of'
import {
  type NotificationRow,
  notificationsOf,
  placeOfNotification,
} from '@one-hcm/contracts/notifications/inbox/notification.row'
import { foldReader, type ReaderRow, toldAfter } from '@one-hcm/contracts/notifications/inbox/reader.row'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import { type ApplicationRow, foldApplication } from '@one-hcm/contracts/recruitment/applications/application.row'
import type { JobOfferEvent } from '@one-hcm/contracts/recruitment/job-offers/job-offer.events'
import { foldJobOffer, type JobOfferRow } from '@one-hcm/contracts/recruitment/job-offers/job-offer.row'
import type { Aggregate } from '@one-hcm/platform/commands/aggregate'
import type { CommandExecutor } from '@one-hcm/platform/commands/executor'
import type { EventLog } from '@one-hcm/platform/event-store/event-log'
import { inbox } from './inbox.ts'

type Sources = { log: Pick<EventLog, 'readAt'>; executor: CommandExecutor }

/** What people see of another context's aggregate, folded from its own stream. */
const rowsOf = <E extends DomainEvent, Row>(
  category: string,
  foldRow: (row: Row | undefined, event: Recorded<E>) => Row | undefined,
): Aggregate<null, E, Row> => ({
  name: `notifications/${category}`,
  category,
  initialState: null,
  evolve: () => null,
  foldRow,
})
const accounts = rowsOf<UserEvent, UserRow>('user', foldUser)
const readers = { ...rowsOf<UserEvent, ReaderRow>('user', foldReader), name: 'notifications/reader' }
const applications = rowsOf<ApplicationEvent, ApplicationRow>('application', foldApplication)
const offers = rowsOf<JobOfferEvent, JobOfferRow>('jobOffer', foldJobOffer)

/** A notification of the reader's own with what its sentences name. */
export type OwnNotification = { row: NotificationRow; job: string | null; person: string | null }

/**
 * The reader's own notification under an id, judged by the log alone: its event lies where the id says. Undefined when
 * there is none, or when the reader is not told it.
 */
export async function ownNotification(
  sources: Sources,
  readerId: string,
  id: number,
): Promise<OwnNotification | undefined> {
  const { position, index } = placeOfNotification(id)
  const event = await sources.log.readAt(position)
  if (!event || !isNoticed(event)) return undefined
  const row = notificationsOf(event)[index]?.row
  if (!row) return undefined
  const offer = await offerOf(sources, row)
  const isOwn = row.audience === null ? row.user_id === readerId : await isTold(sources, readerId, row, offer)
  if (!isOwn) return undefined
  const person = row.candidate_id && (await rowOf(sources, accounts, row.candidate_id))
  const names = person ? [person.first_name, person.last_name].filter((part) => part !== null) : []
  return { row, job: offer?.title ?? null, person: names.join(' ') || null }
}

const isNoticed = (event: Recorded): event is Recorded<NoticedEvent> =>
  (noticedEvents as readonly string[]).includes(event.type)

async function rowOf<E extends DomainEvent, Row>(
  { executor }: Sources,
  aggregate: Aggregate<null, E, Row>,
  id: string,
): Promise<Row | undefined> {
  return (await executor.facts(aggregate, id)).row
}

async function offerOf(sources: Sources, { job_offer_id, application_id }: NotificationRow) {
  const id =
    job_offer_id ?? (application_id && (await rowOf(sources, applications, application_id))?.job_offer_id) ?? null
  return id === null ? undefined : rowOf(sources, offers, id)
}

/** The same rule as the lists go by: from when on the reader belongs to the audience, and offers as they see them. */
async function isTold(
  sources: Sources,
  readerId: string,
  { audience, notification_id }: NotificationRow,
  offer: JobOfferRow | undefined,
): Promise<boolean> {
  const [reader, own] = await Promise.all([
    rowOf(sources, readers, readerId),
    sources.executor.facts(inbox, readerId).then(({ row }) => row),
  ])
  const after = toldAfter(audience!, reader ?? null, own ?? null)
  if (after === null || notification_id <= after) return false
  if (audience === 'access-reviewers') return true
  const status = (await rowOf(sources, accounts, readerId))?.candidate_status ?? 'externe'
  return offer?.status === 'active' && ['tous', status].includes(offer.offer_status)
}
