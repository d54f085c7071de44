import type { DomainEvent } from '../../kernel/event.ts'
import type { InterviewEvent } from '../interviews/interview.events.ts'

/**
 * What a history of the interview calendar must never show (recruitment §3.6), judged by a model of its own: a place
 * with two interviews, an application with two to come, an interview that is moved from where it was not. Sentences,
 * one a violation; none for a sound history.
 */
export function calendarViolations(history: readonly DomainEvent[]): string[] {
  const violations: string[] = []
  /** Interview by moment, of those to come and those that took place. */
  const taken = new Map<string, string>()
  /** Interview to come by application. */
  const expected = new Map<string, string>()
  /** Where an interview to come is. */
  const held = new Map<string, { moment: string; application: string }>()

  const leave = (interview: string, moment?: string) => {
    const known = held.get(interview)
    if (!known) return void violations.push(`interview ${interview} ends or moves, but is not to come`)
    if (moment !== undefined && known.moment !== moment)
      violations.push(`interview ${interview} leaves ${moment}, but is at ${known.moment}`)
    if (taken.get(known.moment) === interview) taken.delete(known.moment)
  }
  const arrive = (interview: string, application: string, moment: string) => {
    const other = taken.get(moment)
    if (other !== undefined && other !== interview)
      violations.push(`${moment} is given to ${interview} and to ${other}`)
    taken.set(moment, interview)
    held.set(interview, { moment, application })
  }

  for (const event of history as readonly InterviewEvent[])
    switch (event.type) {
      case 'InterviewSlotOpened':
        if (taken.has(event.data.starts_at)) violations.push(`${event.data.starts_at} is opened, but taken`)
        break
      case 'InterviewScheduled': {
        const { interview_id, application_id, starts_at } = event.data
        if (expected.has(application_id)) violations.push(`application ${application_id} has two interviews to come`)
        expected.set(application_id, interview_id)
        arrive(interview_id, application_id, starts_at)
        break
      }
      case 'InterviewRescheduled': {
        const { interview_id, application_id, from, to } = event.data
        leave(interview_id, from.starts_at)
        arrive(interview_id, application_id, to.starts_at)
        break
      }
      case 'InterviewsSwapped': {
        const both = [event.data.a, event.data.b]
        for (const { interview_id, from } of both) leave(interview_id, from.starts_at)
        for (const { interview_id, application_id, to } of both) arrive(interview_id, application_id, to.starts_at)
        break
      }
      case 'InterviewDetailsChanged':
        if (!held.has(event.data.interview_id))
          violations.push(`interview ${event.data.interview_id} changes, but is not to come`)
        break
      case 'InterviewCompleted':
        if (!held.delete(event.data.interview_id))
          violations.push(`interview ${event.data.interview_id} took place, but was not to come`)
        expected.delete(event.data.application_id)
        break
      case 'InterviewCancelled':
        leave(event.data.interview_id, event.data.starts_at)
        held.delete(event.data.interview_id)
        expected.delete(event.data.application_id)
    }
  return violations
}
