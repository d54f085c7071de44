import { z } from 'zod'
import { anyone, defineRoute } from '../../kernel/route.ts'
import { jobOfferInDetail } from './job-offer.wire.ts'

export const getJobOfferRoute = defineRoute({
  name: 'getJobOffer',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/jobs/{id}',
  summary: 'One offer; 404 for one that the caller may not see',
  access: anyone,
  params: z.object({ id: z.uuid() }),
  response: jobOfferInDetail,
  refusals: ['job-offer-not-found'],
})
