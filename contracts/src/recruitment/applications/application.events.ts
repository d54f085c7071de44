import { z } from 'zod'
import { defineEvent, type EventOf } from '../../kernel/event.ts'
import { documentDetailsSchema, storedDocumentSchema } from './application-document.ts'
import { applicationStatuses } from './application-status.ts'
import { mtpAnswersSchema } from './mtp-answers.ts'

const application = { context: 'recruitment', category: 'application' } as const

export const ApplicationSubmitted = defineEvent({
  ...application,
  type: 'ApplicationSubmitted',
  summary: 'A candidate applied for an offer, with documents and answers to its questions.',
  data: {
    application_id: z.string(),
    candidate_id: z.string(),
    job_offer_id: z.string(),
    recruiter_id: z.string(),
    candidate_status: z.enum(['interne', 'externe']).nullable(),
    availability_start: z.string().nullable(),
    has_been_manager: z.boolean(),
    reference_contacts: z.string().nullable(),
    ref_entreprise: z.string().nullable(),
    ref_fullname: z.string().nullable(),
    ref_mail: z.string().nullable(),
    ref_contact: z.string().nullable(),
    mtp_answers: mtpAnswersSchema.nullable(),
    documents: z.array(storedDocumentSchema),
    /** By document id. */
    document_details: z.record(z.string(), documentDetailsSchema),
    /** Revisions of the other aggregates that the decision relied on. */
    decided_on: z.object({ candidate_revision: z.number().int(), job_offer_revision: z.number().int() }),
  },
  personal: {
    candidate_id: [
      'reference_contacts',
      'ref_entreprise',
      'ref_fullname',
      'ref_mail',
      'ref_contact',
      'mtp_answers',
      'document_details',
    ],
  },
})

export const ApplicationStatusChanged = defineEvent({
  ...application,
  type: 'ApplicationStatusChanged',
  summary: 'A recruiter moved an application to another status, or corrected a former move.',
  data: {
    application_id: z.string(),
    candidate_id: z.string(),
    previous_status: z.enum(applicationStatuses),
    new_status: z.enum(applicationStatuses),
    notes: z.string().nullable(),
    changed_by: z.string(),
    is_correction: z.boolean(),
  },
  personal: { candidate_id: ['notes'] },
})

export const applicationEvents = [ApplicationSubmitted, ApplicationStatusChanged] as const
export type ApplicationEvent = EventOf<(typeof applicationEvents)[number]>
