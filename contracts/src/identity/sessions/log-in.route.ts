import { z } from 'zod'
import { anyone, defineRoute } from '../../kernel/route.ts'
import { userWithProfileWire } from '../users/user.wire.ts'
import { tokensWire } from './session.wire.ts'

/** Longer ones are refused before they cost any hashing. */
const INPUT_MAX = 1024

/** The OAuth2 form calls the e-mail address `username`; all clients may. */
const withEmail = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !('email' in value) && 'username' in value
    ? { ...value, email: value.username }
    : value

const logIn = {
  context: 'identity',
  method: 'post',
  access: anyone,
  rateLimit: 'auth',
  limitedSubject: { limit: 'auth', field: 'email' },
  visitorField: 'email',
  body: z.preprocess(
    withEmail,
    z.object({ email: z.string().trim().min(1).max(INPUT_MAX), password: z.string().min(1).max(INPUT_MAX) }),
  ),
  refusals: [
    'invalid-credentials',
    'account-pending',
    'account-inactive',
    'account-blocked',
    'account-archived',
    'overloaded',
  ],
} as const

export const logInRoute = defineRoute({
  ...logIn,
  name: 'logIn',
  path: '/api/v1/auth/login',
  summary: 'Log in with e-mail address and password',
  formats: ['json', 'form'],
  response: tokensWire.extend({ user: userWithProfileWire }),
})

export const issueTokenRoute = defineRoute({
  ...logIn,
  name: 'issueToken',
  path: '/api/v1/auth/token',
  summary: 'Log in with the OAuth2 password form',
  formats: ['form'],
  response: tokensWire,
})
