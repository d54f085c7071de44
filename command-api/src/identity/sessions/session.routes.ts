import { issueTokenRoute, logInRoute } from '@one-hcm/contracts/identity/sessions/log-in.route'
import { logOutRoute } from '@one-hcm/contracts/identity/sessions/log-out.route'
import { refreshSessionRoute } from '@one-hcm/contracts/identity/sessions/refresh-session.route'
import { userWithProfileToWire } from '@one-hcm/contracts/identity/users/user.wire'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type { IdentityDependencies } from '../dependencies.ts'
import { endSession } from './end-session.ts'
import { logIn } from './log-in.ts'
import { refreshSession } from './refresh-session.ts'

export const sessionEndpoints = (dependencies: IdentityDependencies): Endpoint[] => [
  endpoint(logInRoute, async ({ body, command }) => {
    const opened = await logIn(dependencies, command, body)
    if (isRefusal(opened)) return opened
    const { row, tokens, position, startedAt } = opened
    return { position, body: { ...tokens, user: userWithProfileToWire(row, startedAt) } }
  }),

  endpoint(issueTokenRoute, async ({ body, command }) => {
    const opened = await logIn(dependencies, command, body)
    if (isRefusal(opened)) return opened
    return { position: opened.position, body: opened.tokens }
  }),

  endpoint(refreshSessionRoute, async ({ body, command }) => {
    const tokens = await refreshSession(dependencies, command, body.refresh_token)
    return isRefusal(tokens) ? tokens : { body: tokens }
  }),

  endpoint(logOutRoute, async ({ user, command }) => {
    const position = await endSession(dependencies, command, user.sessionId, 'logout')
    return {
      ...(position === undefined ? {} : { position }),
      body: { message: 'Déconnexion réussie', user_id: user.id },
    }
  }),
]
