import { z } from 'zod'
import { defineRoute } from '../../kernel/route.ts'

export const verifyOwnMatriculeRoute = defineRoute({
  name: 'verifyOwnMatricule',
  context: 'identity',
  method: 'get',
  path: '/api/v1/auth/verify-matricule',
  summary: "Whether the candidate's own staff number is in the staff directory",
  access: { candidate: 'own' },
  rateLimit: 'matricule',
  response: z.object({
    valid: z.boolean(),
    reason: z.string().nullable(),
    agent_matricule: z.number().int().nullable(),
  }),
  refusals: ['user-not-found'],
})
