import { z } from 'zod'
import { candidateProfileWire, profileToWire } from '../../identity/users/candidate-profile.wire.ts'
import type { UserRow } from '../../identity/users/user.row.ts'
import { availableActions } from '../../kernel/available-actions.ts'
import { evaluationSummariesWire } from '../evaluations/evaluation-summary.wire.ts'
import { jobOfferDetailWire, jobOfferWire } from '../job-offers/job-offer.wire.ts'
import { applicationWire } from './application.wire.ts'
import { synthesisFields } from './application-synthesis.ts'

/** The person behind an application, as staff sees them; null for what was erased. */
export const candidateSummaryWire = z
  .object({
    id: z.uuid(),
    first_name: z.string().nullable(),
    last_name: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    candidate_status: z.enum(['interne', 'externe']).nullable(),
  })
  .meta({ id: 'CandidateSummary' })
export const candidateWire = candidateSummaryWire
  .extend({
    date_of_birth: z.string().nullable(),
    sexe: z.enum(['M', 'F']).nullable(),
    matricule: z.number().int().nullable(),
    adresse: z.string().nullable(),
    poste_actuel: z.string().nullable(),
    annees_experience: z.number().int().nullable(),
    candidate_profile: candidateProfileWire.nullable(),
  })
  .meta({ id: 'Candidate' })

export const jobOfferSummaryWire = z
  .object({
    id: z.uuid(),
    title: z.string().nullable(),
    location: z.string().nullable(),
    contract_type: z.string().nullable(),
    department: z.string().nullable(),
  })
  .meta({ id: 'JobOfferSummary' })

/** An application in lists, with the names that belong to it; candidate, scores and synthesis are for staff alone. */
export const applicationInList = applicationWire.extend({
  ...synthesisFields,
  candidate: candidateSummaryWire.optional(),
  job_offer: jobOfferSummaryWire,
  evaluations: evaluationSummariesWire.optional(),
  ...availableActions,
})

/** One application; staff also sees its candidate. Reads of the past (`as_of`) show what the application itself was. */
export const applicationInDetail = applicationWire.extend({
  ...synthesisFields,
  candidate: candidateWire.optional(),
  job_offer: z.union([jobOfferWire, jobOfferDetailWire]).optional(),
  available_actions: availableActions.available_actions.optional(),
  as_of: z.object({ revision: z.number().int(), occurred_at: z.string() }).optional(),
})

export const candidateToSummary = (id: string, row: UserRow | null): z.infer<typeof candidateSummaryWire> => ({
  id,
  first_name: row?.first_name ?? null,
  last_name: row?.last_name ?? null,
  email: row?.email ?? null,
  phone: row?.phone ?? null,
  candidate_status: row?.candidate_status ?? null,
})

export const candidateToWire = (id: string, row: UserRow | null): z.infer<typeof candidateWire> => ({
  ...candidateToSummary(id, row),
  date_of_birth: row?.date_of_birth ?? null,
  sexe: row?.sexe ?? null,
  matricule: row?.matricule ?? null,
  adresse: row?.adresse ?? null,
  poste_actuel: row?.poste_actuel ?? null,
  annees_experience: row?.annees_experience ?? null,
  candidate_profile: row?.profile ? profileToWire(id, row.profile) : null,
})
