import type { Recorded } from '../../kernel/event.ts'
import type { InterviewEvent } from '../../recruitment/interviews/interview.events.ts'
import { type LiveChange, liveChange } from './live-change.ts'

/** The calendar is one aggregate: its revision is that of every place in it. */
export function changesOfInterview(event: Recorded<InterviewEvent>): LiveChange[] {
  const { revision } = event
  const slot = (id: string, owner_id: string | null, change: 'created' | 'updated' = 'updated') =>
    liveChange('interview_slot', id, change, { revision, owner_id })
  switch (event.type) {
    case 'InterviewSlotOpened':
      return [slot(event.data.slot_id, null, 'created')]
    case 'InterviewRescheduled': {
      const { from, to, candidate_id } = event.data
      return [slot(from.slot_id, candidate_id), slot(to.slot_id, candidate_id)]
    }
    case 'InterviewsSwapped':
      return [event.data.a, event.data.b].map(({ slot_id, candidate_id }) => slot(slot_id, candidate_id))
    case 'InterviewScheduled':
    case 'InterviewDetailsChanged':
    case 'InterviewCompleted':
    case 'InterviewCancelled':
      return [slot(event.data.slot_id, event.data.candidate_id)]
  }
}
