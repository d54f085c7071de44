import { z } from 'zod'
import { defineRoute, everyone } from '../../kernel/route.ts'
import { passwordInput } from '../users/person-input.ts'
import { passwordAnswer } from './password.wire.ts'

/** Longer ones are refused before they cost any hashing. */
const INPUT_MAX = 1024

export const changePasswordRoute = defineRoute({
  name: 'changePassword',
  context: 'identity',
  method: 'post',
  path: '/api/v1/auth/change-password',
  summary: 'Set another password; every session of the account is closed, this one too',
  access: everyone,
  rateLimit: 'auth',
  body: z.object({ current_password: z.string().min(1).max(INPUT_MAX), new_password: passwordInput }),
  response: passwordAnswer,
  refusals: ['wrong-current-password', 'password-unchanged', 'user-not-found', 'overloaded'],
})
