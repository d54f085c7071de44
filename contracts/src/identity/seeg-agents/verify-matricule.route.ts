import { z } from 'zod'
import { anyone, defineRoute } from '../../kernel/route.ts'

export const verifyMatriculeRoute = defineRoute({
  name: 'verifyMatricule',
  context: 'identity',
  side: 'command',
  method: 'post',
  path: '/api/v1/auth/verify-matricule',
  summary: 'Whether a staff number is in the staff directory; says nothing about whose it is',
  access: anyone,
  rateLimit: 'matricule',
  body: z.object({
    /** Anything: what is no number is answered with `valid: false`, as clients expect. */
    matricule: z.unknown(),
  }),
  response: z.object({ valid: z.boolean(), message: z.string(), agent_info: z.null() }),
})
