import { z } from 'zod'
import { defineRoute, staff } from '../../kernel/route.ts'
import { candidateCompleteWire } from './candidate-complete.wire.ts'

const candidate = {
  context: 'recruitment',
  method: 'get',
  access: staff,
  params: z.object({ id: z.uuid() }),
  response: candidateCompleteWire,
} as const

export const getCandidateRoute = defineRoute({
  ...candidate,
  name: 'getCandidate',
  path: '/api/v1/candidates/{id}/complete',
  summary: 'A candidate with profile, counts and history of applications',
  query: z.object({
    application_id: z.uuid().optional().meta({ description: 'The application it is asked from' }),
  }),
  refusals: ['candidate-not-found', 'not-a-candidate'],
})

export const getCandidateOfApplicationRoute = defineRoute({
  ...candidate,
  name: 'getCandidateOfApplication',
  path: '/api/v1/applications/{id}/candidate-info',
  summary: 'The candidate behind an application, with profile and counts of applications',
  refusals: ['application-not-found', 'candidate-not-found'],
})
