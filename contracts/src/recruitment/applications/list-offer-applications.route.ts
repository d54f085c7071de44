import { z } from 'zod'
import { pageEnvelope } from '../../kernel/envelope.ts'
import { defineRoute, recruiters } from '../../kernel/route.ts'
import { applicationInList } from './application-view.wire.ts'
import { applicationListQuery } from './list-applications.route.ts'

export const listOfferApplicationsRoute = defineRoute({
  name: 'listOfferApplications',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/jobs/{id}/applications',
  summary: "The applications for one offer, newest first: for the offer's recruiter and administrators",
  access: recruiters,
  params: z.object({ id: z.uuid() }),
  query: applicationListQuery.omit({ job_offer_id: true }),
  response: pageEnvelope(applicationInList),
  refusals: ['job-offer-not-found', 'job-offer-not-owned', 'invalid-cursor', 'status-unknown'],
})
