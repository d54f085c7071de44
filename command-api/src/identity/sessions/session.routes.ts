import { endOtherSessionsRoute, endOwnSessionRoute } from '@one-hcm/contracts/identity/sessions/end-own-sessions.route'
import { issueTokenRoute, logInRoute } from '@one-hcm/contracts/identity/sessions/log-in.route'
import { logOutRoute } from '@one-hcm/contracts/identity/sessions/log-out.route'
import { refreshSessionRoute } from '@one-hcm/contracts/identity/sessions/refresh-session.route'
import { userWithProfileToWire } from '@one-hcm/contracts/identity/users/user.wire'
import { refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type { IdentityDependencies } from '../dependencies.ts'
import { endSession, endSessionsOf } from './end-session.ts'
import { logIn } from './log-in.ts'
import { refreshSession } from './refresh-session.ts'

export const sessionEndpoints = (dependencies: IdentityDependencies): Endpoint[] => [
  endpoint(logInRoute, async ({ body, command }) => {
    const opened = await logIn(dependencies, command, body)
    if (isRefusal(opened)) return opened
    const { row, tokens, position, sessionId, startedAt } = opened
    return { position, sessionId, body: { ...tokens, user: userWithProfileToWire(row, startedAt) } }
  }),

  endpoint(issueTokenRoute, async ({ body, command }) => {
    const opened = await logIn(dependencies, command, body)
    if (isRefusal(opened)) return opened
    const { position, sessionId, tokens } = opened
    return { position, sessionId, body: tokens }
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

  endpoint(endOwnSessionRoute, async ({ params, user, command }) => {
    const stored = await dependencies.sessions.find(params.id)
    // Somebody else's session and one that never was get the same answer.
    if (stored?.userId !== user.id || !stored.live) return refuse('session-not-found')
    const position = await endSession(dependencies, command, params.id, 'ended_by_owner')
    return position === undefined ? {} : { position }
  }),

  endpoint(endOtherSessionsRoute, async ({ user, command }) => {
    const { count, position } = await endSessionsOf(dependencies, command, user.id, 'ended_by_owner', user.sessionId)
    return {
      ...(position === undefined ? {} : { position }),
      body: { success: true, message: `${count} session(s) fermée(s)`, count },
    }
  }),
]
