import type { DeadlineEvent } from '@one-hcm/contracts/recruitment/deadlines/deadline.events'
import type { InterviewEvent } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import type { InterviewRow } from '@one-hcm/contracts/recruitment/interviews/interview.row'
import { type MailRule, rule } from './mail-rule.ts'
import { addressee, fullName, type MailFacts, type MailWish } from './mail-wish.ts'

type Of<Type extends InterviewEvent['type']> = Extract<InterviewEvent, { type: Type }>
type InterviewIds = { interview_id: string; application_id: string; candidate_id: string }

/** How an interview is held, beside when: as far as it is known. Its notes are for staff, and stay there. */
type Arrangements = Pick<
  InterviewRow,
  'job_title' | 'location' | 'interviewer_id' | 'interview_mode' | 'video_link' | 'sequence'
>

/** A message about an interview to its candidate; of no use once the interview has begun. */
const toCandidate = (
  { interview_id, application_id, candidate_id }: InterviewIds,
  { people, jobTitles }: MailFacts,
  template: MailWish['template'],
  startsAt: string,
  held: Arrangements,
  more: MailWish['values'] = {},
): MailWish[] => {
  const person = people.get(candidate_id)
  if (!person) return []
  return [
    {
      template,
      to: { userId: candidate_id },
      about: candidate_id,
      applicationId: application_id,
      expiresAt: startsAt,
      values: {
        ...addressee(person),
        application_id,
        job_title: held.job_title ?? jobTitles.get(application_id) ?? null,
        starts_at: startsAt,
        location: held.location,
        interviewer: held.interviewer_id ? fullName(people.get(held.interviewer_id)) : null,
        interview_mode: held.interview_mode,
        video_link: held.video_link,
        calendar_id: interview_id,
        sequence: String(held.sequence),
        ...more,
      },
    },
  ]
}

const needsOf = ({ interview_id, application_id, candidate_id }: InterviewIds) => ({
  people: [candidate_id],
  applications: [application_id],
  interviews: [interview_id],
})

/** What is not said by the event is as it is now: the message tells where to go, not where one would have gone. */
const moved = (
  moved: InterviewIds & {
    from: { starts_at: string }
    to: { starts_at: string }
    location: string | null
    sequence: number
  },
  facts: MailFacts,
): MailWish[] => {
  const row = facts.interviews.get(moved.interview_id)
  if (!row) return []
  const { location, sequence, from, to } = moved
  const held = { ...row, location, sequence }
  return toCandidate(moved, facts, 'interview-rescheduled', to.starts_at, held, { previous_starts_at: from.starts_at })
}

/** Which messages follow from what happens in the calendar (recruitment §5.2). */
export const interviewMails: readonly MailRule[] = [
  rule<Of<'InterviewScheduled'>>({
    on: 'InterviewScheduled',
    needs: ({ data }) => {
      const needs = needsOf(data)
      return { ...needs, people: [...needs.people, ...(data.interviewer_id ? [data.interviewer_id] : [])] }
    },
    mails: ({ data }, facts) => toCandidate(data, facts, 'interview-invitation', data.starts_at, data),
  }),

  rule<Of<'InterviewRescheduled'>>({
    on: 'InterviewRescheduled',
    needs: ({ data }) => needsOf(data),
    mails: ({ data }, facts) => moved(data, facts),
  }),

  rule<Of<'InterviewsSwapped'>>({
    on: 'InterviewsSwapped',
    needs: ({ data: { a, b } }) => ({
      people: [a.candidate_id, b.candidate_id],
      applications: [a.application_id, b.application_id],
      interviews: [a.interview_id, b.interview_id],
    }),
    mails: ({ data: { a, b } }, facts) => [...moved(a, facts), ...moved(b, facts)],
  }),

  rule<Of<'InterviewDetailsChanged'>>({
    on: 'InterviewDetailsChanged',
    needs: ({ data }) => needsOf(data),
    mails: ({ data }, facts) => {
      const row = facts.interviews.get(data.interview_id)
      // Who would go to the wrong door is told; what only staff see is not.
      const concerns = ['location', 'interview_mode', 'video_link'].some((field) => field in data.changes)
      if (!concerns || row?.status !== 'scheduled') return []
      const held = { ...row, ...data.changes, sequence: data.sequence }
      return toCandidate(data, facts, 'interview-updated', row.starts_at, held)
    },
  }),

  rule<Of<'InterviewCancelled'>>({
    on: 'InterviewCancelled',
    needs: ({ data }) => needsOf(data),
    mails: ({ data }, facts) => {
      const row = facts.interviews.get(data.interview_id)
      if (!row) return []
      // Why is a note of the staff's, as the interview's other notes are.
      const held = { ...row, sequence: data.sequence }
      return toCandidate(data, facts, 'interview-cancelled', data.starts_at, held)
    },
  }),

  rule<Extract<DeadlineEvent, { type: 'DeadlineReached' }>>({
    on: 'DeadlineReached',
    needs: ({ data: { kind, candidate_id, application_id } }) =>
      kind === 'interview-reminder' && candidate_id && application_id
        ? { people: [candidate_id], applications: [application_id], plannedInterviewsOf: [application_id] }
        : {},
    mails: ({ data: { kind, candidate_id, application_id, subject_at } }, facts) => {
      if (kind !== 'interview-reminder' || !candidate_id || !application_id) return []
      const row = facts.plannedInterviews.get(application_id)
      // Moved or called off since: the one it is about is no more.
      if (!row || row.starts_at !== subject_at) return []
      const ids = { interview_id: row.id, application_id, candidate_id }
      return toCandidate(ids, facts, 'interview-reminder', row.starts_at, row)
    },
  }),
]
