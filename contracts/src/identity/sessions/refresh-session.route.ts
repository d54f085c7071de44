import { z } from 'zod'
import { anyone, defineRoute } from '../../kernel/route.ts'
import { tokensWire } from './session.wire.ts'

export const refreshSessionRoute = defineRoute({
  name: 'refreshSession',
  context: 'identity',
  method: 'post',
  path: '/api/v1/auth/refresh',
  summary: 'Exchange a refresh token for new tokens; each works once, a second use closes the session',
  access: anyone,
  rateLimit: 'refresh',
  body: z.object({ refresh_token: z.string().min(1).max(1000) }),
  response: tokensWire,
  refusals: ['invalid-refresh-token'],
})
