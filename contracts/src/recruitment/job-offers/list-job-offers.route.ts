import { z } from 'zod'
import { availableActions } from '../../kernel/available-actions.ts'
import { pageEnvelope, pageQuery } from '../../kernel/envelope.ts'
import { anyone, defineRoute, recruiters, staff } from '../../kernel/route.ts'
import { audiences } from './job-offer.events.ts'
import { jobOfferInList, jobOfferWire } from './job-offer.wire.ts'
import { canonicalOfferStatus, offerStatuses } from './job-offer-status.ts'

const statusFilter = z.preprocess(
  (value) => (typeof value === 'string' ? (canonicalOfferStatus(value) ?? value) : value),
  z.enum(offerStatuses).optional(),
)

/** Filters, order and pages of the lists of offers. A text filter finds what contains it, in any case. */
export const jobOfferListQuery = z.object({
  ...pageQuery(100, 1000),
  status_filter: statusFilter,
  location: z.string().max(100).optional(),
  contract_type: z.string().max(50).optional(),
  department: z.string().max(100).optional(),
  offer_status: z.enum(audiences).optional(),
  campaign_id: z.coerce.number().int().optional(),
  q: z.string().max(200).optional(),
  sort: z.enum(['created_at', 'updated_at', 'title']).default('created_at'),
  order: z.enum(['asc', 'desc']).default('desc'),
  envelope: z.stringbool().default(false),
})
export type JobOfferListQuery = z.output<typeof jobOfferListQuery>

export const listJobOffersRoute = defineRoute({
  name: 'listJobOffers',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/jobs',
  summary: 'Offers the caller may see: all for staff, open ones for candidates, those open to everybody for visitors',
  access: anyone,
  query: jobOfferListQuery,
  response: z.union([z.array(jobOfferInList), pageEnvelope(jobOfferInList)]),
  refusals: ['invalid-cursor'],
})

const ownJobOffer = jobOfferWire.extend(availableActions)

export const listMyJobOffersRoute = defineRoute({
  name: 'listMyJobOffers',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/jobs/recruiter/my-jobs',
  summary: "The caller's own offers, in every state",
  access: recruiters,
  query: jobOfferListQuery,
  response: z.union([z.array(ownJobOffer), pageEnvelope(ownJobOffer)]),
  refusals: ['invalid-cursor'],
})

export const listRecruiterJobOffersRoute = defineRoute({
  name: 'listRecruiterJobOffers',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/jobs/recruiter/{recruiter_id}',
  summary: "One recruiter's offers, in every state; none for somebody who has written none",
  access: staff,
  params: z.object({ recruiter_id: z.uuid() }),
  query: jobOfferListQuery,
  response: z.union([z.array(ownJobOffer), pageEnvelope(ownJobOffer)]),
  refusals: ['invalid-cursor'],
})
