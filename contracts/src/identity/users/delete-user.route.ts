import { z } from 'zod'
import { defineRoute } from '../../kernel/route.ts'

export const deleteUserRoute = defineRoute({
  name: 'deleteUser',
  context: 'identity',
  method: 'delete',
  path: '/api/v1/users/{id}',
  summary: 'Delete an account: candidates their own, administrators any but their own',
  access: { admin: 'all', candidate: 'own' },
  params: z.object({ id: z.uuid() }),
  status: 204,
  refusals: ['user-not-found', 'cannot-delete-self', 'last-admin', 'forbidden'],
})
