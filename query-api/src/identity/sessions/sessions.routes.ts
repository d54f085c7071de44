import { listOwnSessionsRoute } from '@one-hcm/contracts/identity/sessions/list-own-sessions.route'
import { ownSessionToWire } from '@one-hcm/contracts/identity/sessions/own-session.wire'
import { enveloped } from '@one-hcm/contracts/kernel/envelope'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type { IdentityDependencies } from '../dependencies.ts'
import { findStandingSessions } from './find-sessions.ts'

export const sessionEndpoints = ({ readModels }: IdentityDependencies): Endpoint[] => [
  endpoint(listOwnSessionsRoute, async ({ user }) => {
    const rows = await findStandingSessions(readModels.pool(), user.id)
    const sessions = rows.map((row) => ownSessionToWire(row, user.sessionId))
    return { body: enveloped(sessions, 'Sessions récupérées') }
  }),
]
