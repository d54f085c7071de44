import { refuse } from '@one-hcm/contracts/kernel/decision'
import type { JobOfferContent, JobOfferEvent } from '@one-hcm/contracts/recruitment/job-offers/job-offer.events'
import type { JobOfferInput } from '@one-hcm/contracts/recruitment/job-offers/job-offer-input'
import { mayEdit } from '@one-hcm/contracts/recruitment/job-offers/job-offer-rules'
import type { JobOfferState } from './job-offer.ts'
import { contradictionIn, incompletenessOf, type JobOfferDecision, published, rewritten } from './job-offer-content.ts'

export type ReviseJobOffer = { jobOfferId: string; caller: { id: string; role: string }; input: JobOfferInput }

/** The owner or an admin rewrites an offer, and may publish it with the same request (recruitment §2.5, §3.2). */
export function reviseJobOffer(state: JobOfferState, command: ReviseJobOffer): JobOfferDecision {
  const { jobOfferId, caller, input } = command
  if (state.status === 'none') return refuse('job-offer-not-found')
  if (!mayEdit(state.recruiterId, caller)) return refuse('job-offer-not-owned')
  const status = input.status ?? state.status
  const publishes = state.status === 'draft' && status === 'active'
  if (status !== state.status && !publishes)
    return refuse('job-offer-transition-not-allowed', { from: state.status, to: status })

  const content = rewritten(state.content, input)
  const contradiction = contradictionIn(content)
  if (contradiction) return contradiction
  const incomplete =
    publishes || state.status === 'active' ? incompletenessOf(content, publishes ? 'draft' : 'active') : undefined
  if (incomplete) return incomplete

  const events: JobOfferEvent[] = []
  if (!same(content, state.content))
    events.push({ type: 'JobOfferRevised', data: { job_offer_id: jobOfferId, content } })
  if (publishes) events.push(published(jobOfferId, content))
  return events
}

/** Both come from `rewritten` or from the log in the same order of fields. */
const same = (a: JobOfferContent, b: JobOfferContent): boolean =>
  (Object.keys(a) as (keyof JobOfferContent)[]).every((field) => JSON.stringify(a[field]) === JSON.stringify(b[field]))
