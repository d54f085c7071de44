import { z } from 'zod'
import { defineRoute, recruiters } from '../../kernel/route.ts'

export const deleteApplicationRoute = defineRoute({
  name: 'deleteApplication',
  context: 'recruitment',
  method: 'delete',
  path: '/api/v1/applications/{id}',
  summary: 'Delete an application; it cannot be made again',
  access: recruiters,
  params: z.object({ id: z.uuid() }),
  status: 204,
  refusals: ['application-not-found'],
})
