import { z } from 'zod'
import { candidateProfileWire, profileToWire } from '../../identity/users/candidate-profile.wire.ts'
import type { UserRow } from '../../identity/users/user.row.ts'
import { roles } from '../../kernel/route.ts'
import { type ApplicationStatus, applicationStatuses, statusFr } from '../applications/application-status.ts'

const count = z.number().int()

/** One application of a candidate, as their history through the campaigns shows it (recruitment §8). */
export const candidateApplicationWire = z
  .object({
    application_id: z.uuid(),
    job_offer_id: z.uuid(),
    job_title: z.string().nullable(),
    job_location: z.string().nullable(),
    job_contract_type: z.string().nullable(),
    application_status: z.enum(applicationStatuses),
    status_fr: z.string(),
    applied_date: z.string(),
    campaign_id: z.number().int().nullable(),
    is_current_application: z.boolean().meta({ description: 'Whether it is the one that was asked from' }),
  })
  .meta({ id: 'CandidateApplication' })
/** What is read of it; null what its offer, which is gone, no longer says. */
export type CandidateApplication = Omit<
  z.infer<typeof candidateApplicationWire>,
  'status_fr' | 'is_current_application'
>

/** A candidate with their profile and how their applications stand (recruitment §4.3). */
export const candidateCompleteWire = z
  .object({
    user_id: z.uuid(),
    email: z.string().nullable(),
    first_name: z.string().nullable(),
    last_name: z.string().nullable(),
    phone: z.string().nullable(),
    date_of_birth: z.string().nullable(),
    sexe: z.enum(['M', 'F']).nullable(),
    role: z.enum(roles),
    is_active: z.boolean(),
    candidate_status: z.enum(['interne', 'externe']).nullable(),
    created_at: z.string(),
    profile: candidateProfileWire.nullable(),
    total_applications: count,
    pending_applications: count,
    accepted_applications: count,
    rejected_applications: count,
    applications: z.array(candidateApplicationWire).meta({ description: 'The latest first' }),
  })
  .meta({ id: 'CandidateComplete' })
export type CandidateCompleteWire = z.infer<typeof candidateCompleteWire>

/** Which statuses each counter counts; what is under way between them is in the total alone. */
const counted = {
  pending: ['pending', 'reviewed'],
  accepted: ['accepted', 'hired'],
  rejected: ['rejected', 'withdrawn'],
} as const satisfies Record<string, readonly ApplicationStatus[]>

/**
 * `byStatus`: how many applications of the candidate are in each status; `current`: the one it is asked from, if any.
 */
export function candidateToComplete(
  row: UserRow,
  byStatus: Readonly<Partial<Record<ApplicationStatus, number>>>,
  applications: readonly CandidateApplication[],
  current: string | undefined,
): CandidateCompleteWire {
  const sum = (statuses: readonly ApplicationStatus[]) =>
    statuses.reduce((total, status) => total + (byStatus[status] ?? 0), 0)
  return {
    user_id: row.id,
    email: row.email,
    first_name: row.first_name,
    last_name: row.last_name,
    phone: row.phone,
    date_of_birth: row.date_of_birth,
    sexe: row.sexe,
    role: row.role,
    is_active: row.statut === 'actif',
    candidate_status: row.candidate_status,
    created_at: row.created_at,
    profile: row.profile && profileToWire(row.id, row.profile),
    total_applications: sum(Object.keys(byStatus) as ApplicationStatus[]),
    pending_applications: sum(counted.pending),
    accepted_applications: sum(counted.accepted),
    rejected_applications: sum(counted.rejected),
    applications: applications.map((one) => ({
      ...one,
      status_fr: statusFr[one.application_status],
      is_current_application: one.application_id === current,
    })),
  }
}
