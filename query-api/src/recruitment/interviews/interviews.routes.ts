import { refuse } from '@one-hcm/contracts/kernel/decision'
import { enveloped } from '@one-hcm/contracts/kernel/envelope'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { InterviewRow } from '@one-hcm/contracts/recruitment/interviews/interview.row'
import { calendarFile } from '@one-hcm/contracts/recruitment/interviews/interview-calendar-file'
import { interviewSlotToWire } from '@one-hcm/contracts/recruitment/interviews/interview-slot.wire'
import { interviewSlotActions } from '@one-hcm/contracts/recruitment/interviews/interview-slot-actions'
import { localTimeOf, startsAt } from '@one-hcm/contracts/recruitment/interviews/interview-time'
import {
  FREE_SLOTS_DAYS_MAX,
  getInterviewCalendarFileRoute,
  getInterviewSlotRoute,
  getInterviewStatisticsRoute,
  listFreeInterviewSlotsRoute,
  listInterviewSlotsRoute,
} from '@one-hcm/contracts/recruitment/interviews/read-interviews.route'
import { type Caller, type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type { RecruitmentDependencies } from '../dependencies.ts'
import {
  countInterviews,
  type FoundSlot,
  findInterviewSlot,
  findInterviewSlots,
  findInvitation,
  slotsBetween,
} from './find-interview-slots.ts'
import { daysAfter, daysBetween, freePlaces, type WorkingGrid } from './free-places.ts'

/** Who asks, and whether for everybody's or only for their own. */
type Asking = { user: Caller; scope: 'all' | 'own' }

/** The hours of recruitment §2.12, Monday to Friday. */
const USUAL_GRID: WorkingGrid = { hours: [8, 9, 10, 11, 13, 14, 15, 16, 17], days: [1, 2, 3, 4, 5] }
/** Days that free places are listed for unless said otherwise. */
const USUAL_DAYS = 14

export const interviewEndpoints = ({ readModels, interviews }: RecruitmentDependencies): Endpoint[] => [
  endpoint(listInterviewSlotsRoute, async ({ query, user, scope }) => {
    const { skip, limit } = query
    const page = await findInterviewSlots(readModels.pool(), scope === 'own' ? user.id : undefined, query)
    if (isRefusal(page)) return page
    const data = page.rows.map((found) => shown(found, { user, scope }))
    return {
      body: {
        data,
        slots: data,
        total: page.total,
        page: Math.floor(skip / limit) + 1,
        per_page: limit,
        total_pages: Math.ceil(page.total / limit),
        next_cursor: page.next,
      },
    }
  }),

  endpoint(getInterviewSlotRoute, async ({ params, user, scope }) => {
    const found = await findInterviewSlot(readModels.pool(), params.id)
    if (!found || !isVisible(found.slot.candidate_id, { user, scope })) return refuse('interview-slot-not-found')
    return { body: shown(found, { user, scope }), revision: found.slot.version }
  }),

  endpoint(getInterviewCalendarFileRoute, async ({ params, user, scope, language }) => {
    const found = await findInvitation(readModels.pool(), params.id)
    if (!found || !isVisible(found.interview?.candidate_id, { user, scope })) return refuse('interview-slot-not-found')
    const { interview, email } = found
    if (!interview) return refuse('interview-slot-free')
    const method = interview.status === 'cancelled' ? 'cancel' : 'request'
    const file = calendarFile({
      ...interview,
      method,
      summary: titleOf(interview, language),
      organizer: interviews?.organizer ?? null,
      attendee: email === null ? null : { email, name: interview.candidate_name },
      said_at: interview.updated_at,
    })
    return {
      bytes: Buffer.from(file),
      headers: {
        'Content-Type': `text/calendar; charset=utf-8; method=${method.toUpperCase()}`,
        'Content-Disposition': 'attachment; filename="entretien.ics"',
      },
    }
  }),

  endpoint(getInterviewStatisticsRoute, async () => {
    const counts = await countInterviews(readModels.pool())
    const byStatus = {
      scheduled: counts.get('scheduled') ?? 0,
      completed: counts.get('completed') ?? 0,
      cancelled: counts.get('cancelled') ?? 0,
    }
    return {
      body: {
        total_interviews: byStatus.scheduled + byStatus.completed + byStatus.cancelled,
        scheduled_interviews: byStatus.scheduled,
        completed_interviews: byStatus.completed,
        cancelled_interviews: byStatus.cancelled,
        interviews_by_status: byStatus,
      },
    }
  }),

  endpoint(listFreeInterviewSlotsRoute, async ({ query }) => {
    const now = new Date().toISOString()
    const from = query.date_from ?? localTimeOf(now).date
    const to = query.date_to ?? daysAfter(from, USUAL_DAYS)
    const days = daysBetween(from, to).length
    if (days === 0 || days > FREE_SLOTS_DAYS_MAX)
      return refuse('interview-range-too-long', { days: FREE_SLOTS_DAYS_MAX })
    const slots = await slotsBetween(
      readModels.pool(),
      startsAt(from, '00:00:00'),
      startsAt(daysAfter(to, 1), '00:00:00'),
    )
    const grid = interviews?.grid ?? USUAL_GRID
    const data = freePlaces(slots, { from, to, grid, now, interviewerId: query.interviewer_id })
    return { body: { ...enveloped(data, `${data.length} créneau(x) disponible(s)`), total: data.length } }
  }),
]

const shown = ({ slot, interview }: FoundSlot, { user, scope }: Asking) => ({
  ...interviewSlotToWire(slot, interview, { withNotes: scope === 'all' }),
  available_actions: interviewSlotActions(slot, user.role, new Date().toISOString()),
})

/** To a candidate, others' interviews and free slots do not exist. */
const isVisible = (candidateId: string | null | undefined, { user, scope }: Asking): boolean =>
  scope === 'all' || candidateId === user.id

function titleOf({ job_title }: InterviewRow, language: 'fr' | 'en'): string {
  const [alone, about] = language === 'fr' ? ['Entretien', 'Entretien : '] : ['Interview', 'Interview: ']
  return job_title === null ? alone : about + job_title
}
