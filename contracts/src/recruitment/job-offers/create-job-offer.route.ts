import { defineRoute, recruiters } from '../../kernel/route.ts'
import { jobOfferWire } from './job-offer.wire.ts'
import { jobOfferInput } from './job-offer-input.ts'

export const createJobOfferRoute = defineRoute({
  name: 'createJobOffer',
  context: 'recruitment',
  method: 'post',
  path: '/api/v1/jobs',
  summary: 'Write a job offer and open it at once, or keep it as a draft (`status: draft`)',
  access: recruiters,
  body: jobOfferInput.refine(({ title }) => title !== undefined, { path: ['title'], message: 'title' }),
  status: 201,
  response: jobOfferWire,
  refusals: ['job-offer-incomplete', 'job-offer-salary-range', 'job-offer-transition-not-allowed'],
})
