import type { EmailValues } from '@one-hcm/contracts/notifications/emails/email.events'
import type { EmailTemplate } from '@one-hcm/contracts/notifications/emails/email-template'
import type { InterviewRow } from '@one-hcm/contracts/recruitment/interviews/interview.row'
import type { PersonFacts } from '../../notifications/emails/mail-facts.ts'

/** A message that an event leads to: the mailer queues it once, under an id made of event, template and recipient. */
export type MailWish = {
  template: EmailTemplate
  to: { userId: string } | { mailbox: 'hr' }
  /** The person whom it tells about. */
  about: string
  applicationId: string | null
  /** ISO-8601, UTC: afterwards it is of no use. */
  expiresAt: string
  values: EmailValues
}

/** What messages need to know, gathered before. People who are not here cannot be written to. */
export type MailFacts = {
  people: ReadonlyMap<string, PersonFacts>
  /** By application id. */
  jobTitles: ReadonlyMap<string, string>
  /** Applications whose interview has a date. */
  withInterview: ReadonlySet<string>
  /** Interviews as they are now, by interview id. */
  interviews: ReadonlyMap<string, InterviewRow>
  /** Applications that have a planned interview, by application id. */
  plannedInterviews: ReadonlyMap<string, InterviewRow>
  /** Whether the organisation has a mailbox for access requests. */
  hasHrMailbox: boolean
}

/** Which facts an event's messages need. */
export type FactNeeds = {
  people?: readonly string[]
  applications?: readonly string[]
  interviews?: readonly string[]
  plannedInterviewsOf?: readonly string[]
}

const DAY_MS = 86_400_000
/** News of nobody's business any more after a week: a mailer that was away so long stays silent about it. */
export const NEWS_MS = 7 * DAY_MS

export const later = (moment: string, ms: number): string => new Date(Date.parse(moment) + ms).toISOString()

/** How a person is spoken to. */
export const addressee = (person: PersonFacts | undefined): EmailValues => ({
  first_name: person?.first_name ?? null,
  last_name: person?.last_name ?? null,
  sexe: person?.sexe ?? null,
})

export const fullName = (person: PersonFacts | undefined): string | null =>
  person ? [person.first_name, person.last_name].filter(Boolean).join(' ') || null : null
