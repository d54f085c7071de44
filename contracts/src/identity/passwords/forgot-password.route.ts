import { z } from 'zod'
import { anyone, defineRoute } from '../../kernel/route.ts'
import { emailInput } from '../users/person-input.ts'
import { passwordAnswer } from './password.wire.ts'

export const forgotPasswordRoute = defineRoute({
  name: 'forgotPassword',
  context: 'identity',
  method: 'post',
  path: '/api/v1/auth/forgot-password',
  summary: 'Ask for a link that sets a new password; the answer never says whether the address is known',
  access: anyone,
  rateLimit: 'auth',
  limitedSubject: { limit: 'reset', field: 'email' },
  visitorField: 'email',
  body: z.object({ email: emailInput }),
  response: passwordAnswer,
})
