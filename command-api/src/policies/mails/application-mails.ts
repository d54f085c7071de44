import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import { hasStatusText } from '../../notifications/emails/templates/application-templates.ts'
import { type MailRule, rule } from './mail-rule.ts'
import { addressee, later, type MailFacts, type MailWish, NEWS_MS } from './mail-wish.ts'

type Of<Type extends ApplicationEvent['type']> = Extract<ApplicationEvent, { type: Type }>

const toCandidate = (
  { candidate_id, application_id }: { candidate_id: string; application_id: string },
  { people, jobTitles }: MailFacts,
  template: MailWish['template'],
  expiresAt: string,
  values: MailWish['values'] = {},
): MailWish[] => {
  const person = people.get(candidate_id)
  const job_title = jobTitles.get(application_id)
  if (!person || job_title === undefined) return []
  return [
    {
      template,
      to: { userId: candidate_id },
      about: candidate_id,
      applicationId: application_id,
      expiresAt,
      values: { ...addressee(person), application_id, job_title, ...values },
    },
  ]
}

const ofCandidate = ({ data }: { data: { candidate_id: string; application_id: string } }) => ({
  people: [data.candidate_id],
  applications: [data.application_id],
})

/** Which messages follow from what happens to an application (recruitment §5.2). */
export const applicationMails: readonly MailRule[] = [
  rule<Of<'ApplicationSubmitted'>>({
    on: 'ApplicationSubmitted',
    needs: ofCandidate,
    mails: ({ data, metadata }, facts) =>
      toCandidate(data, facts, 'application-received', later(metadata.occurred_at, NEWS_MS)),
  }),

  rule<Of<'ApplicationStatusChanged'>>({
    on: 'ApplicationStatusChanged',
    needs: ofCandidate,
    mails: ({ data, metadata }, facts) => {
      const { new_status: status, application_id } = data
      const until = later(metadata.occurred_at, NEWS_MS)
      if (status === 'rejected') return toCandidate(data, facts, 'application-rejected', until)
      if (!hasStatusText(status)) return []
      // What an interview brings about is told by its invitation, never twice.
      const byItself = metadata.actor.role === 'system'
      if (status === 'interview_scheduled' && (byItself || facts.withInterview.has(application_id))) return []
      return toCandidate(data, facts, 'application-status', until, { status })
    },
  }),

  rule<Of<'SimulationScheduled'>>({
    on: 'SimulationScheduled',
    needs: ofCandidate,
    mails: ({ data }, facts) => {
      const { starts_at, mode, video_link, location, sequence } = data
      return toCandidate(data, facts, 'simulation-invitation', starts_at, {
        starts_at,
        interview_mode: mode,
        video_link,
        location,
        calendar_id: data.application_id,
        sequence: String(sequence),
      })
    },
  }),

  rule<Of<'SimulationCancelled'>>({
    on: 'SimulationCancelled',
    needs: ofCandidate,
    mails: ({ data }, facts) => {
      const { starts_at, sequence } = data
      return toCandidate(data, facts, 'simulation-cancelled', starts_at, {
        starts_at,
        calendar_id: data.application_id,
        sequence: String(sequence),
      })
    },
  }),
]
