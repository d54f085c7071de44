import { z } from 'zod'
import { anyone, defineRoute } from '../../kernel/route.ts'
import { passwordInput } from '../users/person-input.ts'
import { passwordAnswer } from './password.wire.ts'

export const resetPasswordRoute = defineRoute({
  name: 'resetPassword',
  context: 'identity',
  method: 'post',
  path: '/api/v1/auth/reset-password',
  summary:
    'Set a new password with the token of a link, once and within an hour; every session of the account is closed',
  access: anyone,
  rateLimit: 'auth',
  body: z.object({ token: z.string().min(1).max(500), new_password: passwordInput }),
  response: passwordAnswer,
  refusals: ['invalid-reset-token', 'overloaded'],
})
