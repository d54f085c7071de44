import type { FieldError } from '../../kernel/refusal.ts'
import type { RefusalCode } from '../../refusals.ts'
import type { JobOfferContent } from './job-offer.events.ts'
import type { OfferStatus } from './job-offer-status.ts'

/** Rules on offers that both sides go by: the command API to decide, the query API to say what is possible. */

type Audience = JobOfferContent['offer_status']

/** Who may see offers: internal candidates those for all and for them, external ones and visitors likewise (D-03). */
export const audiencesFor = (candidateStatus: 'interne' | 'externe' | null): readonly Audience[] => [
  'tous',
  candidateStatus ?? 'externe',
]

/** Why nobody can apply for an offer now, whoever they are; undefined while it is open. */
export function whyNotOpen(
  offer: { status: OfferStatus; deadline: string | null },
  now: string,
): Extract<RefusalCode, 'job-offer-not-open' | 'deadline-passed'> | undefined {
  if (offer.status !== 'active') return 'job-offer-not-open'
  return offer.deadline !== null && offer.deadline <= now ? 'deadline-passed' : undefined
}

/** Offers are their recruiter's own; an admin may edit all of them (recruitment §1.2). */
export const mayEdit = (recruiterId: string, caller: { id: string; role: string }): boolean =>
  caller.role === 'admin' || caller.id === recruiterId

const transitions: Readonly<Record<OfferStatus, readonly OfferStatus[]>> = {
  draft: ['active', 'archived'],
  active: ['draft', 'closed'],
  closed: ['active', 'archived'],
  archived: [],
}

type Standing = { status: OfferStatus; hasApplications: boolean }

/** Why an offer does not go to another status, whatever it says (recruitment §3.2); undefined when it may. */
export function whyNotMoved(
  { status, hasApplications }: Standing,
  to: OfferStatus,
): Extract<RefusalCode, 'job-offer-transition-not-allowed' | 'job-offer-has-applications'> | undefined {
  if (!transitions[status].includes(to)) return 'job-offer-transition-not-allowed'
  return to === 'draft' && hasApplications ? 'job-offer-has-applications' : undefined
}

/** Only what nobody has applied for is deleted; the rest is closed and archived. */
export const whyNotDeleted = ({
  hasApplications,
}: Pick<Standing, 'hasApplications'>): Extract<RefusalCode, 'job-offer-has-applications'> | undefined =>
  hasApplications ? 'job-offer-has-applications' : undefined

type Gap = { field: keyof JobOfferContent; message: string }

const tooShort = (value: string | null, min: number): boolean => value === null || value.length < min

/**
 * What an offer still lacks to be shown. Every open offer has what the original API asked for; a draft that is published
 * says too what is expected and what will be done, as the newer interface asks (recruitment §2.5).
 */
export function gapsBeforePublication(content: JobOfferContent, from: 'new' | 'draft' | 'active'): FieldError[] {
  const gaps: Gap[] = []
  if (tooShort(content.title, 5)) gaps.push({ field: 'title', message: 'au moins 5 caractères' })
  if (tooShort(content.description, 20)) gaps.push({ field: 'description', message: 'au moins 20 caractères' })
  if (tooShort(content.location, 2)) gaps.push({ field: 'location', message: 'au moins 2 caractères' })
  if (content.contract_type === null) gaps.push({ field: 'contract_type', message: 'à renseigner' })
  if (from === 'draft') {
    if (!content.responsibilities) gaps.push({ field: 'responsibilities', message: 'à renseigner' })
    if (!content.requirements) gaps.push({ field: 'requirements', message: 'à renseigner' })
  }
  return gaps.map(({ field, message }) => ({ pointer: `/${field}`, message }))
}
