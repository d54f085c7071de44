import { z } from 'zod'
import type { ApplicationStatus } from './application-status.ts'
import { mtpAnswersSchema } from './mtp-answers.ts'

/** What a candidate says in an application beside the documents: facts that decisions and counters may read… */
export const applicationAttributesSchema = z.object({
  availability_start: z.string().nullable(),
  has_been_manager: z.boolean(),
})
/** …and texts, which are the candidate's own and lie sealed. */
export const applicationTextsSchema = z.object({
  reference_contacts: z.string().nullable(),
  ref_entreprise: z.string().nullable(),
  ref_fullname: z.string().nullable(),
  ref_mail: z.string().nullable(),
  ref_contact: z.string().nullable(),
  mtp_answers: mtpAnswersSchema.nullable(),
})
export type ApplicationAttributes = z.infer<typeof applicationAttributesSchema>
export type ApplicationTexts = z.infer<typeof applicationTextsSchema>

const decided: readonly ApplicationStatus[] = ['accepted', 'hired', 'rejected', 'withdrawn']

/** Whether what the candidate says can no longer change, because somebody has decided on it (recruitment §1.2). */
export const isDecided = (status: ApplicationStatus): boolean => decided.includes(status)
