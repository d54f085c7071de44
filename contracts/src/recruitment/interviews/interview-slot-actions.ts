import { type AvailableAction, actionFor } from '../../kernel/available-actions.ts'
import type { Role } from '../../kernel/route.ts'
import type { InterviewSlotRow } from './interview-slot.row.ts'
import { getInterviewCalendarFileRoute } from './read-interviews.route.ts'
import { cancelInterviewRoute, reviseInterviewSlotRoute, swapInterviewsRoute } from './write-interviews.route.ts'

/** What a caller in this role can do with a slot now (ISO-8601), by the rules its commands are judged by. */
export function interviewSlotActions(slot: InterviewSlotRow, role: Role, now: string): AvailableAction[] {
  const isFree = slot.interview_id === null
  const hasBegun = slot.starts_at <= now
  const held = () => {
    if (isFree) return 'interview-slot-free'
    return slot.status === 'completed' ? 'interview-over' : undefined
  }
  const toCome = () => held() ?? (hasBegun ? 'interview-date-past' : undefined)
  return [
    actionFor('book', reviseInterviewSlotRoute, role, () => {
      if (!isFree) return 'interview-slot-taken'
      return hasBegun ? 'interview-date-past' : undefined
    }),
    actionFor('move', reviseInterviewSlotRoute, role, held),
    actionFor('change', reviseInterviewSlotRoute, role, held),
    actionFor('swap', swapInterviewsRoute, role, toCome),
    actionFor('complete', reviseInterviewSlotRoute, role, () => {
      return held() ?? (hasBegun ? undefined : 'interview-not-yet-held')
    }),
    actionFor('cancel', cancelInterviewRoute, role, held),
    actionFor('calendar_file', getInterviewCalendarFileRoute, role, () => {
      return isFree && slot.cancelled_interview_id === null ? 'interview-slot-free' : undefined
    }),
  ]
}
