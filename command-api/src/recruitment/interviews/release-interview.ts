import type { Decision } from '@one-hcm/contracts/kernel/decision'
import type { InterviewEvent } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import { isClosed } from '@one-hcm/contracts/recruitment/interviews/interview-rules'
import type { ApplicationState } from '../applications/application.ts'
import { cancelInterview } from './cancel-interview.ts'
import { bookedIn, type CalendarState, slotOfApplication } from './interview-calendar.ts'
import { isPast } from './interview-moment.ts'

/** Gives the place of an application that needs none any more back to the calendar; what has begun stays. */
export function releaseInterview(
  state: CalendarState,
  { applicationId, by }: { applicationId: string; by: string },
  { application, now }: { application: ApplicationState; now: string },
): Decision<InterviewEvent> {
  const slot = slotOfApplication(state, applicationId)
  const interview = bookedIn(slot)
  if (!slot || !interview || isPast(slot.place, now)) return []
  const goesOn = application.stage === 'submitted' ? !isClosed(application.status) : application.stage === 'none'
  if (goesOn) return []
  return cancelInterview({ slot, interview }, { reason: null, by })
}
