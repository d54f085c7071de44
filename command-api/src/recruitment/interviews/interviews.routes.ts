import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import type { Decision } from '@one-hcm/contracts/kernel/decision'
import { refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { INTERVIEW_CALENDAR, type InterviewEvent } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import { interviewSlotToWire } from '@one-hcm/contracts/recruitment/interviews/interview-slot.wire'
import type { ReviseInterviewSlotBody } from '@one-hcm/contracts/recruitment/interviews/interview-slot-input'
import { startsAt } from '@one-hcm/contracts/recruitment/interviews/interview-time'
import {
  bookInterviewRoute,
  cancelInterviewRoute,
  reviseInterviewSlotRoute,
  swapInterviewsRoute,
} from '@one-hcm/contracts/recruitment/interviews/write-interviews.route'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type { RecruitmentDependencies } from '../dependencies.ts'
import { bookInterview } from './book-interview.ts'
import { type BookingKnowledge, bookingKnowledge } from './booking-facts.ts'
import { type CalendarRows, slotViewOf } from './calendar-rows.ts'
import { type CalendarState, interviewCalendar, type Place, slotAt } from './interview-calendar.ts'
import { interviewLocation } from './interview-settings.ts'
import { openInterviewSlot } from './open-interview-slot.ts'
import { type ReviseInterviewSlot, reviseInterviewSlot } from './revise-interview-slot.ts'
import { swapInterviews } from './swap-interviews.ts'

export const interviewEndpoints = ({ executor, settings }: RecruitmentDependencies): Endpoint[] => {
  /** `If-Match` names the version of a slot, not the revision of the calendar, so the decisions compare it. */
  const execute = (command: CommandContext, decide: (state: CalendarState) => Decision<InterviewEvent>) =>
    executor.execute(
      { ...command, ifMatch: undefined },
      { aggregate: interviewCalendar, id: INTERVIEW_CALENDAR, decide },
    )
  const factsOf = ({ application }: BookingKnowledge, { now }: CommandContext) => ({
    application,
    defaultLocation: interviewLocation(settings),
    now,
  })

  return [
    endpoint(bookInterviewRoute, async ({ body, user, command }) => {
      const place = placeOf(body.date, body.time)
      const newSlotId = deriveId('interview-slot', command.commandId)
      const { application_id: applicationId } = body
      const known = applicationId ? await bookingKnowledge(executor, applicationId) : undefined
      let already: string | undefined
      const outcome = await execute(command, (state) => {
        already = slotAt(state, place)?.id
        if (!applicationId || !known) {
          const { location, interviewer_id } = body
          return openInterviewSlot(
            state,
            { newSlotId, place, location: location || null, interviewerId: interviewer_id ?? null, openedBy: user.id },
            command.now,
          )
        }
        const booking = bookingOf(command, applicationId, body, known)
        return bookInterview(state, { ...booking, newSlotId, place, scheduledBy: user.id }, factsOf(known, command))
      })
      if (isRefusal(outcome)) return outcome
      const reply = replyWith(outcome.row, idOf(outcome, already))
      if (isRefusal(reply)) return reply
      return {
        ...reply,
        position: outcome.position,
        headers: { Location: `/api/v1/interviews/slots/${reply.body.id}` },
      }
    }),

    endpoint(reviseInterviewSlotRoute, async ({ params, body, user, command }) => {
      const { application_id: applicationId } = body
      const known = applicationId ? await bookingKnowledge(executor, applicationId) : unbooked
      const revision: ReviseInterviewSlot = {
        slotId: params.id,
        version: command.ifMatch,
        placeFrom: ({ date, time }) => placeOf(body.date ?? date, body.time ?? time),
        status: body.is_available === true && !applicationId ? 'cancelled' : body.status,
        details: detailsOf(body),
        reason: body.notes || null,
        newSlotId: deriveId('interview-slot', command.commandId),
        by: user.id,
        booking: applicationId ? bookingOf(command, applicationId, body, known) : undefined,
      }
      let already: string | undefined
      const outcome = await execute(command, (state) => {
        already = params.id
        return reviseInterviewSlot(state, revision, factsOf(known, command))
      })
      if (isRefusal(outcome)) return outcome
      const reply = replyWith(outcome.row, idOf(outcome, already))
      return isRefusal(reply) ? reply : { ...reply, position: outcome.position }
    }),

    endpoint(cancelInterviewRoute, async ({ params, query, user, command }) => {
      const cancellation: ReviseInterviewSlot = {
        slotId: params.id,
        version: command.ifMatch,
        placeFrom: (place) => place,
        status: 'cancelled',
        details: { changes: {}, texts: {} },
        reason: query.reason || null,
        newSlotId: params.id,
        by: user.id,
        booking: undefined,
      }
      const outcome = await execute(command, (state) =>
        reviseInterviewSlot(state, cancellation, factsOf(unbooked, command)),
      )
      if (isRefusal(outcome)) return outcome
      return { body: { message: 'Entretien annulé', slot_id: params.id }, position: outcome.position }
    }),

    endpoint(swapInterviewsRoute, async ({ body, user, command }) => {
      const { slot_id_a, slot_id_b, version_a, version_b } = body
      const swap = {
        slotIds: [slot_id_a, slot_id_b] as const,
        versions: [version_a, version_b] as const,
        by: user.id,
      }
      const outcome = await execute(command, (state) => swapInterviews(state, swap, command.now))
      if (isRefusal(outcome)) return outcome
      const views = [slot_id_a, slot_id_b].map((id) => slotViewOf(outcome.row, id))
      const data = views.flatMap((view) =>
        view ? [interviewSlotToWire(view.slot, view.interview, { withNotes: true })] : [],
      )
      return { body: { data }, position: outcome.position }
    }),
  ]
}

const unbooked: BookingKnowledge = { application: undefined, candidateName: null, jobTitle: null }

const placeOf = (date: string, time: string): Place => ({ date, time, starts_at: startsAt(date, time) })

type Outcome = { row: CalendarRows; events: readonly unknown[] }

/**
 * The slot that an answer shows: the one that the last event left the interview in, or the one that was so already. A
 * repeat under its key was not judged again; its rows are those of the first time.
 */
const idOf = ({ row, events }: Outcome, already: string | undefined): string | undefined =>
  events.length > 0 ? row.last[0] : (already ?? row.last[0])

function replyWith(rows: CalendarRows, id: string | undefined) {
  const view = id === undefined ? undefined : slotViewOf(rows, id)
  if (!view) return refuse('interview-over')
  return { body: interviewSlotToWire(view.slot, view.interview, { withNotes: true }), revision: view.slot.version }
}

const bookingOf = (
  { commandId }: CommandContext,
  applicationId: string,
  body: Pick<ReviseInterviewSlotBody, Detail>,
  known: BookingKnowledge,
) => ({
  applicationId,
  interviewId: deriveId('interview', commandId),
  location: body.location || null,
  interviewerId: body.interviewer_id ?? null,
  mode: body.interview_mode ?? null,
  videoLink: body.video_link ?? null,
  jobTitle: body.job_title || known.jobTitle,
  candidateName: body.candidate_name || known.candidateName,
  notes: body.notes || null,
})

type Detail = 'location' | 'interviewer_id' | 'interview_mode' | 'video_link' | 'job_title' | 'candidate_name' | 'notes'

/** What a body says of an interview. Names that are left out or null stay as they are; the rest can be taken back. */
function detailsOf(body: ReviseInterviewSlotBody): ReviseInterviewSlot['details'] {
  const { location, interviewer_id, interview_mode, video_link, job_title, candidate_name, notes } = body
  return {
    changes: named({
      location: location || undefined,
      interviewer_id,
      interview_mode,
      video_link,
      job_title: job_title || undefined,
    }),
    texts: named({ candidate_name: candidate_name || undefined, notes: notes === '' ? null : notes }),
  }
}

const named = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Field in keyof T]?: Exclude<T[Field], undefined>
  }
