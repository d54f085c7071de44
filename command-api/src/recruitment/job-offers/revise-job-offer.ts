import { refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { JobOfferContent, JobOfferEvent } from '@one-hcm/contracts/recruitment/job-offers/job-offer.events'
import type { JobOfferInput } from '@one-hcm/contracts/recruitment/job-offers/job-offer-input'
import { mayEdit } from '@one-hcm/contracts/recruitment/job-offers/job-offer-rules'
import type { JobOfferState } from './job-offer.ts'
import { contradictionIn, incompletenessOf, type JobOfferDecision, rewritten } from './job-offer-content.ts'
import { moveJobOffer } from './move-job-offer.ts'

export type ReviseJobOffer = {
  jobOfferId: string
  caller: { id: string; role: string }
  input: JobOfferInput
  /** ISO-8601, UTC. */
  now: string
}

/** The owner or an admin rewrites an offer, and may move it to another status with the same request (recruitment §2.5, §3.2). */
export function reviseJobOffer(state: JobOfferState, command: ReviseJobOffer): JobOfferDecision {
  const { jobOfferId, caller, input, now } = command
  if (state.status === 'none') return refuse('job-offer-not-found')
  if (!mayEdit(state.recruiterId, caller)) return refuse('job-offer-not-owned')
  const to = input.status ?? state.status
  const content = rewritten(state.content, input)
  const moved = to === state.status ? [] : moveJobOffer(state, { jobOfferId, to, content, now })
  if (isRefusal(moved)) return moved
  const contradiction = contradictionIn(content)
  if (contradiction) return contradiction
  const incomplete =
    to === 'active' ? incompletenessOf(content, state.status === 'draft' ? 'draft' : 'active') : undefined
  if (incomplete) return incomplete

  if (same(content, state.content)) return moved
  if (state.status === 'archived') return refuse('job-offer-archived')
  const revised: JobOfferEvent = { type: 'JobOfferRevised', data: { job_offer_id: jobOfferId, content } }
  return [revised, ...moved]
}

/** Both come from `rewritten` or from the log in the same order of fields. */
const same = (a: JobOfferContent, b: JobOfferContent): boolean =>
  (Object.keys(a) as (keyof JobOfferContent)[]).every((field) => JSON.stringify(a[field]) === JSON.stringify(b[field]))
