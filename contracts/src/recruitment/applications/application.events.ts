import { z } from 'zod'
import { defineEvent, type EventOf } from '../../kernel/event.ts'
import { applicationAppointmentEvents } from './application-appointments.events.ts'
import { applicationAttributesSchema, applicationTextsSchema } from './application-content.ts'
import { documentDetailsSchema, storedDocumentSchema } from './application-document.ts'
import { applicationStatuses } from './application-status.ts'
import { SynthesisRecorded } from './application-synthesis.ts'
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

export const ApplicationAmended = defineEvent({
  ...application,
  type: 'ApplicationAmended',
  summary: 'A candidate corrected what they had said in their application; fields that are not named stay.',
  data: {
    application_id: z.string(),
    candidate_id: z.string(),
    attributes: applicationAttributesSchema.partial(),
    texts: applicationTextsSchema.partial(),
    decided_on: z.object({ job_offer_revision: z.number().int() }),
  },
  personal: { candidate_id: ['texts'] },
})

export const ApplicationWithdrawn = defineEvent({
  ...application,
  type: 'ApplicationWithdrawn',
  summary: 'A candidate took their application back.',
  data: {
    application_id: z.string(),
    candidate_id: z.string(),
    previous_status: z.enum(applicationStatuses),
    reason: z.string().nullable(),
  },
  personal: { candidate_id: ['reason'] },
})

export const ApplicationDeleted = defineEvent({
  ...application,
  type: 'ApplicationDeleted',
  summary: 'A recruiter deleted an application; its candidate cannot apply for that offer again.',
  data: {
    application_id: z.string(),
    candidate_id: z.string(),
    job_offer_id: z.string(),
    deleted_by: z.string(),
  },
})

export const ApplicationDocumentUploaded = defineEvent({
  ...application,
  type: 'ApplicationDocumentUploaded',
  summary: 'A document was added to an application after its submission, or took the place of another.',
  data: {
    application_id: z.string(),
    candidate_id: z.string(),
    document: storedDocumentSchema,
    details: documentDetailsSchema,
    /** Id of the document that it replaces. */
    replaces: z.string().nullable(),
    uploaded_by: z.string(),
  },
  personal: { candidate_id: ['details'] },
})

export const ApplicationDocumentRemoved = defineEvent({
  ...application,
  type: 'ApplicationDocumentRemoved',
  summary: 'A document that is not mandatory was taken out of an application.',
  data: {
    application_id: z.string(),
    candidate_id: z.string(),
    document_id: z.string(),
    removed_by: z.string(),
  },
})

export const applicationEvents = [
  ApplicationSubmitted,
  ApplicationDocumentUploaded,
  ApplicationDocumentRemoved,
  ApplicationStatusChanged,
  ApplicationAmended,
  ApplicationWithdrawn,
  ApplicationDeleted,
  ...applicationAppointmentEvents,
  SynthesisRecorded,
] as const
export type ApplicationEvent = EventOf<(typeof applicationEvents)[number]>
