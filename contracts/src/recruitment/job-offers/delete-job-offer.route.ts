import { z } from 'zod'
import { defineRoute, recruiters } from '../../kernel/route.ts'

export const deleteJobOfferRoute = defineRoute({
  name: 'deleteJobOffer',
  context: 'recruitment',
  method: 'delete',
  path: '/api/v1/jobs/{id}',
  summary: 'Delete an offer that nobody has applied for',
  access: recruiters,
  params: z.object({ id: z.uuid() }),
  response: z.object({ message: z.string() }),
  refusals: ['job-offer-not-found', 'job-offer-not-owned', 'job-offer-has-applications'],
})
