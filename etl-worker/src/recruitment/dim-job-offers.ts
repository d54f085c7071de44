import type { Recorded } from '@one-hcm/contracts/kernel/event'
import type { JobOfferEvent } from '@one-hcm/contracts/recruitment/job-offers/job-offer.events'
import { foldJobOffer, type JobOfferRow } from '@one-hcm/contracts/recruitment/job-offers/job-offer.row'
import type { DimJobOfferRow } from '@one-hcm/contracts/recruitment/lake/dim-job-offers.table'
import type { Dated } from '../dated-history.ts'

/**
 * The offer dimension of an offer's history. One that was deleted keeps what it said last, and says when it went: the
 * lake tells of the past.
 */
export function jobOfferRow(history: readonly Dated[]): DimJobOfferRow | undefined {
  const offer = history
    .filter(({ event }) => event.type !== 'JobOfferDeleted')
    .reduce<JobOfferRow | undefined>((row, { event }) => foldJobOffer(row, event as Recorded<JobOfferEvent>), undefined)
  if (!offer) return undefined
  const questions_metier = offer.questions_mtp?.questions_metier ?? []
  const questions_talent = offer.questions_mtp?.questions_talent ?? []
  const questions_paradigme = offer.questions_mtp?.questions_paradigme ?? []
  return {
    job_offer_id: offer.id,
    title: offer.title,
    description: offer.description,
    location: offer.location,
    contract_type: offer.contract_type,
    department: offer.department,
    offer_status: offer.offer_status,
    questions_mtp: offer.questions_mtp ?? {},
    questions_metier,
    questions_talent,
    questions_paradigme,
    questions_metier_count: questions_metier.length,
    questions_talent_count: questions_talent.length,
    questions_paradigme_count: questions_paradigme.length,
    total_questions_count: questions_metier.length + questions_talent.length + questions_paradigme.length,
    created_at: offer.created_at,
    campaign_id: offer.campaign_id,
    deleted_at: history.find(({ event }) => event.type === 'JobOfferDeleted')?.at ?? null,
  }
}
