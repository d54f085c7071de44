import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { NotificationFilter } from '@one-hcm/contracts/notifications/inbox/list-notifications.route'
import type { NotificationRow } from '@one-hcm/contracts/notifications/inbox/notification.row'
import type { ReadableNotification } from '@one-hcm/contracts/notifications/inbox/notification.wire'
import { subtypesMeant } from '@one-hcm/contracts/notifications/inbox/notification-kinds'
import { notificationTexts, unnamed } from '@one-hcm/contracts/notifications/inbox/notification-texts'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type pg from 'pg'
import { fetchPage, type Page, prepared, type SortColumn } from '../../lists/fetch-page.ts'
import { contains, createFilters, type Filters } from '../../lists/filters.ts'
import type { Reader } from './find-reader.ts'
import { ownNotifications, readAt, readMarks } from './own-notifications.ts'

type Language = 'fr' | 'en'
type Found = {
  doc: NotificationRow
  job: string | null
  first_name: string | null
  last_name: string | null
  read_at: string | null
}

const columns = `n.doc, j.title as job, p.doc ->> 'first_name' as first_name, p.doc ->> 'last_name' as last_name`
const joined = `left join applications a on a.id = n.application_id
  left join job_offers j on j.id = coalesce(n.job_offer_id, a.job_offer_id)
  left join users p on p.id = n.candidate_id`

const readable = ({ doc, job, first_name, last_name, read_at }: Found): ReadableNotification => ({
  row: doc,
  job,
  person: [first_name, last_name].filter((part) => part !== null).join(' ') || null,
  read_at: read_at && new Date(read_at).toISOString(),
})

/** Sentences of all texts, to sort by and to search in: a table `t` in the reader's language. */
function sentences(filters: Filters, language: Language): string {
  const texts = Object.entries(notificationTexts)
  const list = (values: readonly string[]) => `${filters.value(values)}::text[]`
  return `join unnest(${list(texts.map(([key]) => key))}, ${list(texts.map(([, text]) => text[language].title))},
    ${list(texts.map(([, text]) => text[language].message))}) t (text, title, message) using (text)`
}

/** The message as it is shown, so that what people see is what they can search for. */
function shownMessage(filters: Filters, language: Language): string {
  const day = language === 'fr' ? 'DD/MM/YYYY' : 'YYYY-MM-DD'
  const name = "nullif(concat_ws(' ', p.doc ->> 'first_name', p.doc ->> 'last_name'), '')"
  const values: [string, string][] = [
    ['{job}', `coalesce(j.title, ${filters.value(unnamed[language].job)}::text)`],
    ['{person}', `coalesce(${name}, ${filters.value(unnamed[language].person)}::text)`],
    ['{date}', `coalesce(to_char((n.doc ->> 'date')::date, '${day}'), '')`],
    ['{time}', "coalesce(n.doc ->> 'time', '')"],
  ]
  return values.reduce((text, [placeholder, value]) => `replace(${text}, '${placeholder}', ${value})`, 't.message')
}

const sorts: Readonly<Record<NotificationFilter['sort'], SortColumn>> = {
  created_at: { column: 'n.created_at', type: 'timestamptz' },
  title: { column: 't.title', type: 'text' },
}

/** A page of the reader's notifications. */
export async function findNotifications(
  pool: pg.Pool,
  reader: Reader,
  query: NotificationFilter,
  language: Language,
): Promise<Page<ReadableNotification> | Refusal<RefusalCode>> {
  const filters = createFilters()
  const pattern = contains(query.q)
  const needsSentences = pattern !== undefined || query.sort === 'title'
  const from = [
    ownNotifications(filters, reader),
    ...(needsSentences ? [sentences(filters, language)] : []),
    readMarks(filters, reader),
    joined,
  ].join(' ')
  const wantsRead = query.unread_only ? false : query.is_read
  if (wantsRead !== undefined) filters.always(`(${readAt(filters, reader)}) is ${wantsRead ? 'not null' : 'null'}`)
  if (query.type !== undefined) filters.where((p) => `n.subtype = any(${p}::text[])`, subtypesMeant(query.type))
  filters.where((p) => `n.created_at >= ${p}::timestamptz`, query.date_from)
  filters.where((p) => `n.created_at <= ${p}::timestamptz`, query.date_to)
  if (pattern !== undefined) {
    const shown = `t.title || ' ' || ${shownMessage(filters, language)}`
    filters.where((p) => `${shown} ilike ${p}`, pattern)
  }
  const { sort, order, skip, limit, cursor } = query
  const page = await fetchPage<Found>(pool, {
    select: (only) => `${columns}, ${readAt(only, reader)} as read_at`,
    from,
    id: 'n.id',
    filters,
    sort: sorts[sort],
    order,
    skip,
    limit,
    cursor,
  })
  return isRefusal(page) ? page : { ...page, rows: page.rows.map(readable) }
}

/** One of the reader's notifications; undefined when it is not theirs, or none. */
export async function findNotification(
  pool: pg.Pool,
  reader: Reader,
  id: number,
): Promise<ReadableNotification | undefined> {
  const filters = createFilters()
  const from = `${ownNotifications(filters, reader, id - 1)} ${readMarks(filters, reader)} ${joined}`
  const read = readAt(filters, reader)
  filters.where((p) => `n.notification_id = ${p}::bigint`, id)
  const [found] = await prepared<Found>(
    pool,
    `select ${columns}, ${read} as read_at from ${from} ${filters.sql()}`,
    filters.values(),
  )
  return found && readable(found)
}
