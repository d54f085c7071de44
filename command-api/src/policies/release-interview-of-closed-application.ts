import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import type { InterviewEvent } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import { isClosed } from '@one-hcm/contracts/recruitment/interviews/interview-rules'
import { definePolicy } from './policy.ts'

type Closing = Extract<
  ApplicationEvent,
  { type: 'ApplicationStatusChanged' | 'ApplicationWithdrawn' | 'ApplicationDeleted' }
>
type Booking = Extract<InterviewEvent, { type: 'InterviewScheduled' }>

/**
 * Nobody keeps a place in the calendar for an application that was rejected, withdrawn or deleted. A booking is looked at
 * too: the application may have been closed between its decision and its append.
 */
export const releaseInterviewOfClosedApplication = definePolicy<Closing | Booking>({
  name: 'release-interview-of-closed-application',
  on: ['ApplicationStatusChanged', 'ApplicationWithdrawn', 'ApplicationDeleted', 'InterviewScheduled'],
  react: ({ type, data, position }) => {
    if (type === 'ApplicationStatusChanged' && !isClosed(data.new_status)) return []
    const bookedAt = type === 'InterviewScheduled' ? position : null
    return [{ type: 'ReleaseInterview', applicationId: data.application_id, bookedAt }]
  },
})
