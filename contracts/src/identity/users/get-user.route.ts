import { z } from 'zod'
import { defineRoute } from '../../kernel/route.ts'
import { userEnvelope } from './user.wire.ts'

export const getUserRoute = defineRoute({
  name: 'getUser',
  context: 'identity',
  method: 'get',
  path: '/api/v1/users/{id}',
  summary: 'One account; observers see candidates, everybody sees their own',
  access: { admin: 'all', recruiter: 'all', observer: 'all', candidate: 'own', auditor: 'own', data: 'own' },
  params: z.object({ id: z.uuid() }),
  response: userEnvelope,
  refusals: ['user-not-found', 'forbidden'],
})
