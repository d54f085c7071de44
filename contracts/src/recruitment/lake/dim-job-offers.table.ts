import { z } from 'zod'
import { audiences, mtpQuestionsSchema } from '../job-offers/job-offer.events.ts'
import { column, defineTable, type LakeRow, timestamp } from './lake-table.ts'

const text = z.string().nullable()
const questions = z.array(z.string())
const count = z.number().int()

/** Recruitment §6.3, fields in its order. */
export const dimJobOffers = defineTable({
  name: 'dim_job_offers',
  zone: 'dimensions',
  key: 'job_offer_id',
  references: {},
  summary: 'One row per job offer, drafts included; what a draft leaves open is null.',
  columns: {
    job_offer_id: column(z.string(), 'internal', 'Id of the offer.'),
    title: column(z.string(), 'internal', 'Title.'),
    description: column(text, 'internal', 'Description.'),
    location: column(text, 'internal', 'Place of work.'),
    contract_type: column(text, 'internal', 'Kind of contract.'),
    department: column(text, 'internal', 'Department.'),
    offer_status: column(z.enum(audiences), 'internal', 'Audience: everybody, internal or external candidates.'),
    questions_mtp: column(
      z.union([mtpQuestionsSchema, z.strictObject({})]),
      'internal',
      'The MTP questions by axis; `{}` when there are none.',
    ),
    questions_metier: column(questions, 'internal', 'Questions on the trade.'),
    questions_talent: column(questions, 'internal', 'Questions on talent.'),
    questions_paradigme: column(questions, 'internal', 'Questions on the paradigm.'),
    questions_metier_count: column(count, 'internal', 'Number of `questions_metier`.'),
    questions_talent_count: column(count, 'internal', 'Number of `questions_talent`.'),
    questions_paradigme_count: column(count, 'internal', 'Number of `questions_paradigme`.'),
    total_questions_count: column(count, 'internal', 'Sum of the three counts.'),
    created_at: column(timestamp, 'internal', 'When the offer was first written.'),
    campaign_id: column(
      z.number().int().nullable(),
      'internal',
      'Number of the recruitment campaign it was written in; null between campaigns.',
    ),
    deleted_at: column(
      timestamp.nullable(),
      'internal',
      'When the offer was deleted; null while it is there. The row keeps what it said last.',
    ),
  },
})
export type DimJobOfferRow = LakeRow<typeof dimJobOffers>
