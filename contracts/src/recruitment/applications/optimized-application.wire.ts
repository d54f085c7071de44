import { z } from 'zod'
import type { UserRow } from '../../identity/users/user.row.ts'
import type { NotificationRow } from '../../notifications/inbox/notification.row.ts'
import { notificationFamilies, notificationSubtypes } from '../../notifications/inbox/notification-kinds.ts'
import { notificationSentences } from '../../notifications/inbox/notification-texts.ts'
import type { EvaluationRow } from '../evaluations/evaluation.row.ts'
import { evaluationSummariesWire, evaluationsToSummaries } from '../evaluations/evaluation-summary.wire.ts'
import type { InterviewRow } from '../interviews/interview.row.ts'
import type { InterviewSlotRow } from '../interviews/interview-slot.row.ts'
import { interviewSlotToWire, interviewSlotWire } from '../interviews/interview-slot.wire.ts'
import type { JobOfferRow } from '../job-offers/job-offer.row.ts'
import { jobOfferPublicWire } from '../job-offers/job-offer.wire.ts'
import { offerStatuses } from '../job-offers/job-offer-status.ts'
import type { ApplicationRow } from './application.row.ts'
import { applicationToWire, applicationWire } from './application.wire.ts'
import { applicationHistoryEntry, historyToWire } from './get-application-history.route.ts'

const text = z.string().nullable()
const name = z.object({ id: z.uuid(), first_name: text, last_name: text, email: text })

const candidate = name.extend({
  phone: text,
  date_of_birth: text,
  profile: z
    .object({
      id: z.uuid(),
      gender: z.enum(['M', 'F']).nullable(),
      current_position: text,
      years_experience: z.number().int().nullable(),
      address: text,
      linkedin_url: text,
      portfolio_url: text,
    })
    .nullable(),
})

const jobOffer = jobOfferPublicWire
  .pick({
    id: true,
    title: true,
    description: true,
    location: true,
    contract_type: true,
    department: true,
    salary_min: true,
    salary_max: true,
    application_deadline: true,
    date_limite: true,
  })
  .extend({ status: z.enum(offerStatuses), recruiter: name })

const notification = z.object({
  id: z.number().int(),
  type: z.enum(notificationFamilies),
  subtype: z.enum(notificationSubtypes),
  title: z.string(),
  message: z.string(),
  link: text,
  created_at: z.string(),
})

/** An application with all that belongs to it (recruitment §4.11). Scores, notes and the candidate are for staff. */
export const optimizedApplicationWire = applicationWire
  .omit({ documents: true })
  .extend({
    documents: applicationWire.shape.documents.optional(),
    candidate: candidate.optional(),
    job_offer: jobOffer.nullable(),
    evaluations: evaluationSummariesWire.optional(),
    history: z.array(applicationHistoryEntry).meta({ description: 'Newest first' }),
    interview_slots: z.array(interviewSlotWire),
    notifications: z
      .array(notification)
      .meta({ description: 'What the candidate was told about the application, newest first; at most 20' }),
  })
  .meta({ id: 'OptimizedApplication' })
export type OptimizedApplication = z.infer<typeof optimizedApplicationWire>

/** An application as it was found with all that belongs to it. */
export type FullApplication = {
  doc: ApplicationRow
  candidate: UserRow | null
  offer: JobOfferRow | null
  recruiter: UserRow | null
  evaluations: readonly EvaluationRow[]
  slots: readonly { slot: InterviewSlotRow; interview: InterviewRow | null }[]
  notifications: readonly NotificationRow[]
}

/** What a reader wants and may see of it. */
export type OptimizedView = {
  readerId: string
  /** Staff see scores, notes and who the candidate is. */
  staff: boolean
  documents: boolean
  evaluations: boolean
  language: 'fr' | 'en'
}

export function toOptimized(found: FullApplication, view: OptimizedView): OptimizedApplication {
  const { doc, candidate: person, offer, recruiter } = found
  const { documents, ...application } = applicationToWire(doc)
  const fullName = [person?.first_name, person?.last_name].filter((part) => part != null).join(' ') || null
  return {
    ...application,
    ...(view.documents ? { documents } : {}),
    ...(view.staff ? { candidate: candidateOf(doc.candidate_id, person) } : {}),
    job_offer: offer && offerOf(offer, recruiter),
    ...(view.staff && view.evaluations
      ? { evaluations: evaluationsToSummaries(found.evaluations, view.readerId) }
      : {}),
    history: doc.history
      .toReversed()
      .map((entry) => ({ ...historyToWire(doc.id, entry), notes: view.staff ? entry.notes : null })),
    interview_slots: found.slots.map(({ slot, interview }) =>
      interviewSlotToWire(slot, interview, { withNotes: view.staff }),
    ),
    notifications: found.notifications.map((row) => ({
      id: row.notification_id,
      type: row.type,
      subtype: row.subtype,
      ...notificationSentences(
        row.text,
        { job: offer?.title ?? null, person: fullName, date: row.date, time: row.time },
        view.language,
      ),
      link: row.link,
      created_at: row.created_at,
    })),
  }
}

const nameOf = (id: string, row: UserRow | null): z.infer<typeof name> => ({
  id,
  first_name: row?.first_name ?? null,
  last_name: row?.last_name ?? null,
  email: row?.email ?? null,
})

const candidateOf = (id: string, row: UserRow | null): z.infer<typeof candidate> => ({
  ...nameOf(id, row),
  phone: row?.phone ?? null,
  date_of_birth: row?.date_of_birth ?? null,
  profile: row?.profile
    ? {
        id: row.profile.id,
        gender: row.profile.gender,
        current_position: row.profile.current_position,
        years_experience: row.profile.years_experience,
        address: row.profile.address,
        linkedin_url: row.profile.linkedin_url,
        portfolio_url: row.profile.portfolio_url,
      }
    : null,
})

const offerOf = (row: JobOfferRow, recruiter: UserRow | null): z.infer<typeof jobOffer> => ({
  id: row.id,
  title: row.title,
  description: row.description,
  location: row.location,
  contract_type: row.contract_type,
  department: row.department,
  salary_min: row.salary_min,
  salary_max: row.salary_max,
  application_deadline: row.application_deadline,
  date_limite: row.application_deadline,
  status: row.status,
  recruiter: nameOf(row.recruiter_id, recruiter),
})
