import { z } from 'zod'
import { defineRoute, everyone } from '../../kernel/route.ts'

export const logOutRoute = defineRoute({
  name: 'logOut',
  context: 'identity',
  method: 'post',
  path: '/api/v1/auth/logout',
  summary: 'Close the session of this token; none of its tokens works afterwards',
  access: everyone,
  response: z.object({ message: z.string(), user_id: z.uuid() }),
})
