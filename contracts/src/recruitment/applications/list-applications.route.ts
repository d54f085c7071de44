import { z } from 'zod'
import { pageEnvelope, pageQuery } from '../../kernel/envelope.ts'
import { defineRoute, staff } from '../../kernel/route.ts'
import { applicationInList } from './application-view.wire.ts'

const dayOrMoment = z.iso.date().or(z.iso.datetime({ offset: true }))

/** Filters, order and pages of the list. Statuses are canonical words or any accepted alias (recruitment §3.3). */
export const applicationListQuery = z.object({
  ...pageQuery(100, 1000),
  status_filter: z.string().max(50).optional(),
  status: z.string().max(50).optional().meta({ deprecated: true, description: 'Alias of status_filter' }),
  job_offer_id: z.uuid().optional(),
  candidate_id: z.uuid().optional(),
  campaign_id: z.coerce.number().int().optional().meta({ description: 'Of the offer' }),
  q: z.string().max(200).optional().meta({ description: "In the candidate's name or e-mail, or the offer's title" }),
  date_from: dayOrMoment.optional(),
  date_to: dayOrMoment.optional().meta({ description: 'A day is included as a whole' }),
  sort: z.enum(['created_at', 'updated_at', 'status']).default('created_at'),
  order: z.enum(['asc', 'desc']).default('desc'),
})
export type ApplicationListQuery = z.output<typeof applicationListQuery>

export const listApplicationsRoute = defineRoute({
  name: 'listApplications',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/applications',
  summary: "Applications, newest first: the candidate's own, or all of them for staff",
  access: { ...staff, auditor: 'all', candidate: 'own' },
  query: applicationListQuery,
  response: pageEnvelope(applicationInList),
  refusals: ['invalid-cursor', 'status-unknown'],
})
