import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createFilters } from '../../lists/filters.ts'
import { type NotificationReads, type Person, startNotificationReads } from '../testing/notification-reads.ts'
import { countUnread } from './count-notifications.ts'
import { findNotifications } from './find-notifications.ts'
import { findReader } from './find-reader.ts'
import { inboxEndpoints } from './inbox.routes.ts'
import { ownNotifications, readMarks } from './own-notifications.ts'

/** Enough that reading all of them would be noticed. */
const MANY = 100_000
const OWN = 1_000

let reads: NotificationReads
let reviewer: Person
beforeAll(async () => {
  reads = await startNotificationReads(inboxEndpoints)
  reviewer = await reads.appoint('recruiter')
  // Past the log: other people's, the reviewer's own, and some for all reviewers.
  await reads.pool.query(
    `insert into notifications (id, revision, position, doc, notification_id, user_id, audience, subtype, text, created_at)
     select gen_random_uuid(), 0, 1000 + n, '{}', 8 * (1000 + n),
       case when n % 1000 = 1 then null when n % 100 = 0 then $1::uuid else $2::uuid end,
       case when n % 1000 = 1 then 'access-reviewers' end, 'registration', 'registration',
       now() + n * interval '1 second'
     from generate_series(1, $3::integer) n`,
    [reviewer.id, randomUUID(), MANY],
  )
  await reads.pool.query('analyze notifications')
}, 60_000)
afterAll(() => reads.stop())

const scans = async (text: string, values: unknown[]): Promise<string> => {
  const { rows } = await reads.pool.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values)
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

test('unread notifications are counted by index, exactly, whatever others are told', async () => {
  const reader = await findReader(reads.pool, reviewer)
  expect(await countUnread(reads.pool, reader)).toBe(OWN + MANY / 1_000)
  const filters = createFilters()
  const from = `${ownNotifications(filters, reader)} ${readMarks(filters, reader)}`
  const plan = await scans(`select count(*) from ${from} where m.id is null`, filters.values())
  expect(plan).not.toMatch(/Seq Scan on notifications/)
})

test('from the last time that all were read on, nothing older is looked at', async () => {
  const reader = { ...(await findReader(reads.pool, reviewer)), readUpToId: 8 * (1000 + MANY - 1_050) }
  // Eleven of their own, and one for all reviewers.
  expect(await countUnread(reads.pool, reader)).toBe(12)
})

test('the first page of many is read in its order, not sorted out of all', async () => {
  const reader = await findReader(reads.pool, reviewer)
  const asked: { text: string; values: unknown[] }[] = []
  const spy = {
    query: (statement: { text: string; values: unknown[] }) => {
      asked.push(statement)
      return reads.pool.query(statement)
    },
  }
  const query = { skip: 0, limit: 10, unread_only: false, sort: 'created_at', order: 'desc' } as const
  const page = await findNotifications(spy as never, reader, query, 'fr')
  expect(page).toMatchObject({ total: OWN + MANY / 1_000, next: expect.any(String) })
  const list = asked.find(({ text }) => text.includes('order by'))!
  expect(await scans(list.text, list.values)).not.toMatch(/Seq Scan on notifications/)
})
