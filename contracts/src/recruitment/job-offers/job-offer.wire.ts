import { z } from 'zod'
import { availableActions } from '../../kernel/available-actions.ts'
import { audiences, mtpQuestionsSchema } from './job-offer.events.ts'
import type { JobOfferRow } from './job-offer.row.ts'
import { offerStatuses } from './job-offer-status.ts'

/** An offer in public lists: *JobOfferPublic* of recruitment §4.4. */
export const jobOfferPublicWire = z
  .object({
    id: z.uuid(),
    title: z.string(),
    description: z.string().nullable(),
    location: z.string().nullable(),
    contract_type: z.string().nullable(),
    department: z.string().nullable(),
    salary_min: z.number().int().nullable().meta({ description: 'FCFA a month' }),
    salary_max: z.number().int().nullable().meta({ description: 'FCFA a month' }),
    salary_note: z.string().nullable(),
    requirements: z.array(z.string()).nullable(),
    benefits: z.array(z.string()).nullable(),
    responsibilities: z.array(z.string()).nullable(),
    offer_status: z.enum(audiences),
    application_deadline: z.string().nullable(),
    date_limite: z.string().nullable().meta({ deprecated: true, description: 'Alias of application_deadline' }),
    start_date: z.string().nullable(),
    profile: z.string().nullable(),
    categorie_metier: z.string().nullable(),
    job_grade: z.string().nullable(),
    campaign_id: z.number().int().nullable().meta({ description: 'The campaign it was written in' }),
    created_at: z.string(),
  })
  .meta({ id: 'PublicJobOffer' })
export type JobOfferPublicWire = z.infer<typeof jobOfferPublicWire>

/** One offer as candidates and visitors see it: *Detail public*. */
export const jobOfferDetailWire = jobOfferPublicWire
  .extend({
    reporting_line: z.string().nullable(),
    questions_mtp: mtpQuestionsSchema.nullable(),
    updated_at: z.string(),
  })
  .meta({ id: 'JobOfferDetail' })
export type JobOfferDetailWire = z.infer<typeof jobOfferDetailWire>

const questionList = z.array(z.string()).nullable()

/** An offer with everything, as staff sees it. */
export const jobOfferWire = jobOfferDetailWire
  .extend({
    recruiter_id: z.uuid(),
    status: z.enum(offerStatuses),
    published_at: z.string().nullable(),
    panel: z.boolean().meta({ description: 'Several evaluators score each application, unseen by one another' }),
    panel_size: z.number().int().nullable(),
    candidate_count: z.number().int().optional().meta({ description: 'In reads: how many applied for it' }),
    new_candidates: z.number().int().optional().meta({ description: 'In reads: how many in the last 24 hours' }),
    is_internal_only: z.boolean().meta({ deprecated: true, description: 'offer_status is interne' }),
    status_offerts: z.enum(audiences).meta({ deprecated: true, description: 'Alias of offer_status' }),
    mtp_questions_metier: questionList.meta({ deprecated: true, description: 'Part of questions_mtp' }),
    mtp_questions_talent: questionList.meta({ deprecated: true, description: 'Part of questions_mtp' }),
    mtp_questions_paradigme: questionList.meta({ deprecated: true, description: 'Part of questions_mtp' }),
  })
  .meta({ id: 'JobOffer' })
export type JobOfferWire = z.infer<typeof jobOfferWire>

/** An offer in a list: how much of it depends on who asks. */
export const jobOfferInList = z.union([
  jobOfferWire.extend(availableActions),
  jobOfferPublicWire.extend(availableActions),
  jobOfferPublicWire,
])

/** One offer: how much of it depends on who asks. */
export const jobOfferInDetail = z.union([
  jobOfferWire.extend(availableActions),
  jobOfferDetailWire.extend(availableActions),
  jobOfferDetailWire,
])

export function jobOfferToPublic(row: JobOfferRow): JobOfferPublicWire {
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    location: row.location,
    contract_type: row.contract_type,
    department: row.department,
    salary_min: row.salary_min,
    salary_max: row.salary_max,
    salary_note: row.salary_note,
    requirements: row.requirements,
    benefits: row.benefits,
    responsibilities: row.responsibilities,
    offer_status: row.offer_status,
    application_deadline: row.application_deadline,
    date_limite: row.application_deadline,
    start_date: row.start_date,
    profile: row.profile,
    categorie_metier: row.categorie_metier,
    job_grade: row.job_grade,
    campaign_id: row.campaign_id,
    created_at: row.created_at,
  }
}

export const jobOfferToDetail = (row: JobOfferRow): JobOfferDetailWire => ({
  ...jobOfferToPublic(row),
  reporting_line: row.reporting_line,
  questions_mtp: row.questions_mtp,
  updated_at: row.updated_at,
})

/** The one place where an offer gets its full wire form, with the aliases of existing clients. */
export const jobOfferToWire = (row: JobOfferRow): JobOfferWire => ({
  ...jobOfferToDetail(row),
  recruiter_id: row.recruiter_id,
  status: row.status,
  published_at: row.published_at,
  panel: typeof row.panel_size === 'number',
  panel_size: row.panel_size ?? null,
  is_internal_only: row.offer_status === 'interne',
  status_offerts: row.offer_status,
  mtp_questions_metier: row.questions_mtp?.questions_metier ?? null,
  mtp_questions_talent: row.questions_mtp?.questions_talent ?? null,
  mtp_questions_paradigme: row.questions_mtp?.questions_paradigme ?? null,
})
