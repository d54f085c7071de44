import { z } from 'zod'
import { defineRoute, recruiters } from '../../kernel/route.ts'
import { jobOfferWire } from './job-offer.wire.ts'
import { jobOfferInput } from './job-offer-input.ts'

export const reviseJobOfferRoute = defineRoute({
  name: 'reviseJobOffer',
  context: 'recruitment',
  method: 'put',
  path: '/api/v1/jobs/{id}',
  summary: 'Rewrite what an offer says; `status` publishes, unpublishes, closes, reopens or archives it',
  access: recruiters,
  params: z.object({ id: z.uuid() }),
  body: jobOfferInput,
  response: jobOfferWire,
  refusals: [
    'job-offer-not-found',
    'job-offer-not-owned',
    'job-offer-incomplete',
    'job-offer-salary-range',
    'job-offer-transition-not-allowed',
    'job-offer-has-applications',
    'job-offer-deadline-not-future',
    'job-offer-archived',
  ],
})
