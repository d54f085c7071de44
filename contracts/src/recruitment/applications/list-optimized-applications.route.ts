import { z } from 'zod'
import { pageQuery } from '../../kernel/envelope.ts'
import { defineRoute, staff } from '../../kernel/route.ts'
import { optimizedApplicationWire } from './optimized-application.wire.ts'

const parts = {
  include_documents: z.stringbool().default(true),
  include_evaluations: z.stringbool().default(true),
}

export const listOptimizedApplicationsRoute = defineRoute({
  name: 'listOptimizedApplications',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/optimized/applications/optimized',
  summary: 'Applications with all that belongs to them, newest first',
  access: { ...staff, auditor: 'all' },
  query: z.object({
    ...pageQuery(50, 500),
    status_filter: z.string().max(50).optional(),
    job_offer_id: z.uuid().optional(),
    candidate_id: z.uuid().optional(),
    ...parts,
  }),
  response: z.object({
    applications: z.array(optimizedApplicationWire),
    total_count: z.number().int(),
    skip: z.number().int(),
    limit: z.number().int(),
    has_more: z.boolean(),
    next_cursor: z.string().nullable(),
  }),
  refusals: ['invalid-cursor', 'status-unknown'],
})

export const listOptimizedApplicationsOfCandidateRoute = defineRoute({
  name: 'listOptimizedApplicationsOfCandidate',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/optimized/candidates/{candidate_id}/applications/optimized',
  summary: "A candidate's latest applications with all that belongs to them, at most 500",
  access: { ...staff, auditor: 'all', candidate: 'own' },
  params: z.object({ candidate_id: z.uuid() }),
  query: z.object(parts),
  response: z.object({
    candidate_id: z.uuid(),
    applications: z.array(optimizedApplicationWire),
    total_count: z.number().int(),
  }),
  refusals: ['forbidden'],
})
