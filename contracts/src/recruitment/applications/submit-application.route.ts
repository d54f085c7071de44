import { z } from 'zod'
import { envelope } from '../../kernel/envelope.ts'
import { defineRoute } from '../../kernel/route.ts'
import { applicationWire } from './application.wire.ts'
import { DOCUMENTS_MAX, documentTypeSchema } from './application-document.ts'
import { mtpAnswersInput } from './mtp-answers.ts'
import { referenceFields, withCanonicalReferences } from './reference-text.ts'

const MIB = 1024 * 1024
/** PDFs of 10 MiB in base64, seven of them, with room for the rest. */
const BODY_LIMIT = 100 * MIB

/** A document inside the JSON body: its PDF in base64. */
export const submittedDocument = z.object({
  document_type: documentTypeSchema,
  file_name: z.string().min(1).max(255),
  file_data: z.string().min(1),
})

/** Answers one by one, as clients before 2.1 send them. */
const flatAnswers = [
  'mtp_metier_q1',
  'mtp_metier_q2',
  'mtp_metier_q3',
  'mtp_talent_q1',
  'mtp_talent_q2',
  'mtp_talent_q3',
  'mtp_paradigme_q1',
  'mtp_paradigme_q2',
  'mtp_paradigme_q3',
]

/** Renames what older and newer clients send in an application. */
export function canonicalApplicationInput(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const input = withCanonicalReferences(value as Record<string, unknown>)
  if ((input.mtp_answers === undefined || input.mtp_answers === null) && flatAnswers.some((key) => key in input)) {
    const of = (axis: string) =>
      flatAnswers
        .filter((key) => key.startsWith(`mtp_${axis}_`))
        .flatMap((key) => (typeof input[key] === 'string' ? [input[key]] : []))
    input.mtp_answers = { metier: of('metier'), talent: of('talent'), paradigme: of('paradigme') }
  }
  return input
}

export const submitApplicationBody = z.preprocess(
  canonicalApplicationInput,
  z.object({
    job_offer_id: z.uuid(),
    /** Taken from the token; another value is refused. */
    candidate_id: z.uuid().optional(),
    availability_start: z.iso.datetime({ offset: true }).or(z.iso.date()).nullish(),
    has_been_manager: z.boolean().default(false),
    ...referenceFields,
    mtp_answers: mtpAnswersInput.nullish(),
    documents: z.array(submittedDocument).max(DOCUMENTS_MAX).default([]),
  }),
)

export const submitApplicationRoute = defineRoute({
  name: 'submitApplication',
  context: 'recruitment',
  method: 'post',
  path: '/api/v1/applications',
  summary: 'Apply for a job offer, with the three mandatory documents and answers to its questions',
  access: { candidate: 'own' },
  rateLimit: 'upload',
  body: submitApplicationBody,
  bodyLimitBytes: BODY_LIMIT,
  status: 201,
  response: envelope(applicationWire),
  refusals: [
    'job-offer-not-found',
    'job-offer-not-open',
    'deadline-passed',
    'application-duplicate',
    'candidate-mismatch',
    'mtp-answers-mismatch',
    'documents-missing',
    'document-duplicate-type',
    'document-invalid',
    'document-too-large',
    'account-not-active',
  ],
})
