import type { Filters } from '../../lists/filters.ts'
import type { Reader } from './find-reader.ts'

/**
 * The reader's notifications as a subquery `n`: those for them, and those for the audiences that they belong to, each
 * found by its own index. `afterId` leaves out what is older.
 *
 * Told of an offer is who may see it now: what was closed or went to another audience is no longer shown.
 */
export function ownNotifications(filters: Filters, reader: Reader, afterId = 0): string {
  const from = (id: number) => `${filters.value(Math.max(id, afterId))}::bigint`
  const parts = [
    `select n.* from notifications n where n.user_id = ${filters.value(reader.id)}::uuid and n.notification_id > ${from(0)}`,
  ]
  const reviews = reader.audiences.get('access-reviewers')
  if (reviews !== undefined)
    parts.push(
      `select n.* from notifications n where n.audience = 'access-reviewers' and n.notification_id > ${from(reviews)}`,
    )
  const offers = reader.audiences.get('job-offers')
  if (offers !== undefined)
    parts.push(
      `select n.* from notifications n join job_offers o on o.id = n.job_offer_id
       where n.audience = 'job-offers' and n.notification_id > ${from(offers)}
         and o.status = 'active' and o.offer_status in ('tous', ${filters.value(reader.candidateStatus)}::text)`,
    )
  return `(${parts.join(' union all ')}) n`
}

/** Mark of a notification that was read by itself; the reader's id is added to the filters' values. */
export const readMarks = (filters: Filters, reader: Reader): string =>
  `left join notification_reads m on m.user_id = ${filters.value(reader.id)}::uuid and m.notification_id = n.notification_id`

/** When a notification was read; null while it is not. */
export const readAt = (filters: Filters, reader: Reader): string =>
  `coalesce(m.read_at, case when n.notification_id <= ${filters.value(reader.readUpToId)}::bigint
     then ${filters.value(reader.readUpToAt)}::timestamptz end)`
