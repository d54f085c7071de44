import type { Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { InterviewRow } from '@one-hcm/contracts/recruitment/interviews/interview.row'
import type { InterviewSlotRow, InterviewStatus } from '@one-hcm/contracts/recruitment/interviews/interview-slot.row'
import { startsAt } from '@one-hcm/contracts/recruitment/interviews/interview-time'
import type { InterviewSlotQuery } from '@one-hcm/contracts/recruitment/interviews/read-interviews.route'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type pg from 'pg'
import { fetchPage, type Page, prepared } from '../../lists/fetch-page.ts'
import { createFilters } from '../../lists/filters.ts'

/** A slot with the interview it holds. */
export type FoundSlot = { slot: InterviewSlotRow; interview: InterviewRow | null }

const columns = 's.doc as slot, i.doc as interview'
const joins = 'left join interviews i on i.id = s.interview_id'

/** A page of the calendar; `ownerId` leaves only that candidate's interviews. */
export async function findInterviewSlots(
  pool: pg.Pool,
  ownerId: string | undefined,
  query: InterviewSlotQuery,
): Promise<Page<FoundSlot> | Refusal<RefusalCode>> {
  const { is_available, date_from, date_to } = query
  const filters = createFilters()
  filters.where((p) => `s.candidate_id = ${p}::uuid`, ownerId)
  filters.where((p) => `s.application_id = ${p}::uuid`, query.application_id)
  filters.where((p) => `s.job_offer_id = ${p}::uuid`, query.job_offer_id)
  filters.where((p) => `s.status = ${p}`, query.status)
  if (is_available !== undefined) filters.always(`s.interview_id is ${is_available ? 'null' : 'not null'}`)
  filters.where((p) => `s.starts_at >= ${p}::timestamptz`, date_from && startsAt(date_from, '00:00:00'))
  filters.where((p) => `s.starts_at < ${p}::timestamptz + interval '1 day'`, date_to && startsAt(date_to, '00:00:00'))
  return fetchPage<FoundSlot>(pool, {
    select: columns,
    from: 'interview_slots s',
    joins,
    id: 's.id',
    filters,
    sort: { column: 's.starts_at', type: 'timestamptz' },
    order: query.order,
    skip: query.skip,
    limit: query.limit,
    cursor: query.cursor,
  })
}

export async function findInterviewSlot(pool: pg.Pool, id: string): Promise<FoundSlot | undefined> {
  const [found] = await prepared<FoundSlot>(
    pool,
    `select ${columns} from interview_slots s ${joins} where s.id = $1::uuid`,
    [id],
  )
  return found
}

/** The interview of a slot, or the one that was called off there last, and its candidate's address. */
export async function findInvitation(
  pool: pg.Pool,
  slotId: string,
): Promise<{ slot: InterviewSlotRow; interview: InterviewRow | null; email: string | null } | undefined> {
  const [found] = await prepared<{ slot: InterviewSlotRow; interview: InterviewRow | null; email: string | null }>(
    pool,
    `select s.doc as slot, i.doc as interview, u.doc->>'email' as email from interview_slots s
     left join interviews i on i.id = coalesce(s.interview_id, (s.doc->>'cancelled_interview_id')::uuid)
     left join users u on u.id = i.candidate_id where s.id = $1::uuid`,
    [slotId],
  )
  return found
}

/** Every slot of a stretch of time, free and taken; both ends are ISO-8601 in UTC, the later one is outside. */
export async function slotsBetween(pool: pg.Pool, from: string, to: string): Promise<InterviewSlotRow[]> {
  const rows = await prepared<{ doc: InterviewSlotRow }>(
    pool,
    'select doc from interview_slots where starts_at >= $1::timestamptz and starts_at < $2::timestamptz',
    [from, to],
  )
  return rows.map(({ doc }) => doc)
}

/** How many interviews there are in each status, as the projector counted them. */
export async function countInterviews(pool: pg.Pool): Promise<ReadonlyMap<InterviewStatus, number>> {
  const rows = await prepared<{ status: InterviewStatus; n: number }>(
    pool,
    'select status, sum(n)::integer as n from interviews_by_status group by status',
    [],
  )
  return new Map(rows.map(({ status, n }) => [status, n]))
}
