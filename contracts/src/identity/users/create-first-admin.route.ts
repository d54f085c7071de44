import { z } from 'zod'
import { anyone, defineRoute } from '../../kernel/route.ts'
import { emailInput, passwordInput, text } from './person-input.ts'
import { userWire } from './user.wire.ts'

export const createFirstAdminRoute = defineRoute({
  name: 'createFirstAdmin',
  context: 'identity',
  method: 'post',
  path: '/api/v1/auth/create-first-admin',
  summary: 'Create the first administrator with the one-time bootstrap secret; works once',
  access: anyone,
  rateLimit: 'auth',
  body: z.object({
    /** The value of `BOOTSTRAP_ADMIN_TOKEN`. */
    bootstrap_token: z.string().max(1000).default(''),
    email: emailInput,
    password: passwordInput,
    first_name: text(1, 100),
    last_name: text(1, 100),
  }),
  response: userWire,
  refusals: ['bootstrap-refused', 'first-admin-exists', 'email-already-used', 'registration-interrupted', 'overloaded'],
})
