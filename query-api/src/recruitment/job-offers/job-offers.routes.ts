import { refuse } from '@one-hcm/contracts/kernel/decision'
import { pageEnveloped } from '@one-hcm/contracts/kernel/envelope'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { getJobOfferRoute } from '@one-hcm/contracts/recruitment/job-offers/get-job-offer.route'
import {
  jobOfferToDetail,
  jobOfferToPublic,
  jobOfferToWire,
} from '@one-hcm/contracts/recruitment/job-offers/job-offer.wire'
import { jobOfferActions } from '@one-hcm/contracts/recruitment/job-offers/job-offer-actions'
import {
  listJobOffersRoute,
  listMyJobOffersRoute,
  listRecruiterJobOffersRoute,
} from '@one-hcm/contracts/recruitment/job-offers/list-job-offers.route'
import {
  countPublicJobOffersRoute,
  getPublicJobOfferRoute,
  listPublicJobOffersRoute,
} from '@one-hcm/contracts/recruitment/job-offers/public-job-offers.route'
import { type Caller, type Endpoint, type Exchange, endpoint, type Reply } from '@one-hcm/platform/http/exchange'
import type { Page } from '../../lists/fetch-page.ts'
import { listHeaders } from '../../lists/list-links.ts'
import { revalidated } from '../../lists/revalidate.ts'
import type { RecruitmentDependencies } from '../dependencies.ts'
import { countPublicOffers, type FoundOffer, findOffer, findOffers } from './find-offers.ts'
import { type OfferView, viewOf } from './visible-offers.ts'

export const jobOfferEndpoints = ({ readModels }: RecruitmentDependencies): Endpoint[] => [
  endpoint(listJobOffersRoute, async (exchange) => {
    const { caller, query } = exchange
    const view = viewOf(caller)
    const page = await findOffers(readModels.pool(), view, caller, query)
    return isRefusal(page) ? page : listReply(exchange, page, (offer) => inList(offer, view, caller))
  }),

  endpoint(listMyJobOffersRoute, async (exchange) => {
    const { user, query } = exchange
    const page = await findOffers(readModels.pool(), 'everything', user, { ...query, recruiterId: user.id })
    return isRefusal(page) ? page : listReply(exchange, page, (offer) => inList(offer, 'everything', user))
  }),

  endpoint(listRecruiterJobOffersRoute, async (exchange) => {
    const { user, params, query } = exchange
    const page = await findOffers(readModels.pool(), 'everything', user, { ...query, recruiterId: params.recruiter_id })
    return isRefusal(page) ? page : listReply(exchange, page, (offer) => inList(offer, 'everything', user))
  }),

  endpoint(getJobOfferRoute, async ({ params, caller }) => {
    const view = viewOf(caller)
    const offer = await findOffer(readModels.pool(), view, caller, params.id)
    if (!offer) return refuse('job-offer-not-found')
    const shown = view === 'everything' ? jobOfferToWire(offer.doc) : jobOfferToDetail(offer.doc)
    return { body: { ...shown, ...offer.counts, ...actionsFor(offer, caller) }, revision: offer.revision }
  }),

  endpoint(listPublicJobOffersRoute, async (exchange) => {
    const page = await findOffers(readModels.pool(), 'public', undefined, exchange.query)
    if (isRefusal(page)) return page
    const body = page.rows.map(({ doc }) => jobOfferToPublic(doc))
    return revalidated(exchange, { body, headers: listHeaders(exchange, page) })
  }),

  endpoint(countPublicJobOffersRoute, async (exchange) => {
    const total = await countPublicOffers(readModels.pool())
    return revalidated(exchange, { body: { total, status: 'active', type: 'public' } })
  }),

  endpoint(getPublicJobOfferRoute, async (exchange) => {
    const { params } = exchange
    const offer = await findOffer(readModels.pool(), 'public', undefined, params.id)
    if (!offer) return refuse('job-offer-not-found')
    return revalidated(exchange, { body: jobOfferToDetail(offer.doc), revision: offer.revision })
  }),
]

const inList = (offer: FoundOffer, view: OfferView, caller: Caller | undefined) => ({
  ...(view === 'everything' ? jobOfferToWire(offer.doc) : jobOfferToPublic(offer.doc)),
  ...offer.counts,
  ...actionsFor(offer, caller),
})

/** Visitors have no actions: whatever they want begins with a login. */
const actionsFor = ({ doc, applied }: FoundOffer, caller: Caller | undefined) =>
  caller ? { available_actions: jobOfferActions(doc, caller, { applied, now: new Date().toISOString() }) } : {}

/** A bare array with its count in headers, or the envelope for clients that ask for it (D-26). */
function listReply(
  exchange: Pick<Exchange, 'response'> & { query: { skip: number; limit: number; envelope: boolean } },
  page: Page<FoundOffer>,
  show: (offer: FoundOffer) => object,
): Reply {
  const offers = page.rows.map(show)
  const { skip, limit, envelope } = exchange.query
  const body = envelope
    ? pageEnveloped(offers, { ...page, skip, limit, message: 'Offres récupérées avec succès' })
    : offers
  return { body, headers: listHeaders(exchange, page) }
}
