import { z } from 'zod'
import { defineEvent, type EventOf } from '../../kernel/event.ts'

export const audiences = ['tous', 'interne', 'externe'] as const
export const mtpQuestionsSchema = z.object({
  questions_metier: z.array(z.string()),
  questions_talent: z.array(z.string()),
  questions_paradigme: z.array(z.string()),
})
export type MtpQuestions = z.infer<typeof mtpQuestionsSchema>

/** What an offer says (recruitment §2.5). In a draft everything but the title may still be null. */
export const jobOfferContentSchema = z.object({
  title: z.string(),
  description: z.string().nullable(),
  location: z.string().nullable(),
  contract_type: z.string().nullable(),
  department: z.string().nullable(),
  salary_min: z.number().int().nullable(),
  salary_max: z.number().int().nullable(),
  salary_note: z.string().nullable(),
  requirements: z.array(z.string()).nullable(),
  benefits: z.array(z.string()).nullable(),
  responsibilities: z.array(z.string()).nullable(),
  offer_status: z.enum(audiences),
  application_deadline: z.string().nullable(),
  start_date: z.string().nullable(),
  reporting_line: z.string().nullable(),
  profile: z.string().nullable(),
  categorie_metier: z.string().nullable(),
  job_grade: z.string().nullable(),
  questions_mtp: mtpQuestionsSchema.nullable(),
  /** How many evaluators score each application, unseen by one another; none for one evaluator. */
  panel_size: z.number().int().nullish(),
})
export type JobOfferContent = z.infer<typeof jobOfferContentSchema>

const offer = { context: 'recruitment', category: 'jobOffer' } as const

export const JobOfferDrafted = defineEvent({
  ...offer,
  type: 'JobOfferDrafted',
  summary: 'A recruiter wrote a job offer, which candidates do not see yet.',
  version: 2,
  data: {
    job_offer_id: z.string(),
    recruiter_id: z.string(),
    content: jobOfferContentSchema,
    /** The campaign it was written in; null between campaigns. */
    campaign_id: z.number().int().nullable(),
  },
  // Offers that were written before there was a calendar belong to none.
  upcasters: { 1: (data) => ({ ...data, campaign_id: null }) },
})

export const JobOfferRevised = defineEvent({
  ...offer,
  type: 'JobOfferRevised',
  summary: 'The text, the conditions, the audience or the questions of an offer were rewritten.',
  data: { job_offer_id: z.string(), content: jobOfferContentSchema },
})

export const JobOfferPublished = defineEvent({
  ...offer,
  type: 'JobOfferPublished',
  summary: 'The offer was opened to its audience, until its deadline if it has one.',
  data: { job_offer_id: z.string(), deadline: z.string().nullable() },
})

export const JobOfferFirstApplicationAdmitted = defineEvent({
  ...offer,
  type: 'JobOfferFirstApplicationAdmitted',
  summary: 'The offer let its first application in; from then on it can be neither unpublished nor deleted.',
  data: { job_offer_id: z.string(), application_id: z.string() },
})

export const JobOfferUnpublished = defineEvent({
  ...offer,
  type: 'JobOfferUnpublished',
  summary: 'The offer became a draft again, before anybody had applied for it.',
  data: { job_offer_id: z.string() },
})

export const JobOfferClosed = defineEvent({
  ...offer,
  type: 'JobOfferClosed',
  summary: 'The offer stopped taking applications: somebody closed it, or its deadline passed.',
  data: { job_offer_id: z.string(), reason: z.enum(['manual', 'deadline']) },
})

export const JobOfferReopened = defineEvent({
  ...offer,
  type: 'JobOfferReopened',
  summary: 'A closed offer takes applications again, until its new deadline.',
  data: { job_offer_id: z.string(), deadline: z.string() },
})

export const JobOfferArchived = defineEvent({
  ...offer,
  type: 'JobOfferArchived',
  summary: 'The offer was put away for good.',
  data: { job_offer_id: z.string() },
})

export const JobOfferDeleted = defineEvent({
  ...offer,
  type: 'JobOfferDeleted',
  summary: 'An offer that nobody had applied for was deleted.',
  data: { job_offer_id: z.string(), deleted_by: z.string() },
})

export const jobOfferEvents = [
  JobOfferDrafted,
  JobOfferRevised,
  JobOfferPublished,
  JobOfferFirstApplicationAdmitted,
  JobOfferUnpublished,
  JobOfferClosed,
  JobOfferReopened,
  JobOfferArchived,
  JobOfferDeleted,
] as const
export type JobOfferEvent = EventOf<(typeof jobOfferEvents)[number]>
