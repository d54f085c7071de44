import { z } from 'zod'
import { pageQuery } from '../../kernel/envelope.ts'
import { anyone, defineRoute } from '../../kernel/route.ts'
import { jobOfferDetailWire, jobOfferPublicWire } from './job-offer.wire.ts'

const publicOffers = { context: 'recruitment', method: 'get', access: anyone } as const

export const listPublicJobOffersRoute = defineRoute({
  ...publicOffers,
  name: 'listPublicJobOffers',
  path: '/api/v1/public/jobs',
  summary: 'Offers that are open to everybody',
  query: z.object({
    ...pageQuery(100, 100),
    location: z.string().max(100).optional(),
    contract_type: z.string().max(50).optional(),
  }),
  response: z.array(jobOfferPublicWire),
  refusals: ['invalid-cursor'],
})

export const countPublicJobOffersRoute = defineRoute({
  ...publicOffers,
  name: 'countPublicJobOffers',
  path: '/api/v1/public/jobs/count',
  summary: 'How many offers are open to everybody',
  response: z.object({ total: z.number().int(), status: z.literal('active'), type: z.literal('public') }),
})

export const getPublicJobOfferRoute = defineRoute({
  ...publicOffers,
  name: 'getPublicJobOffer',
  path: '/api/v1/public/jobs/{id}',
  summary: 'One offer that is open to everybody',
  params: z.object({ id: z.uuid() }),
  response: jobOfferDetailWire,
  refusals: ['job-offer-not-found'],
})
