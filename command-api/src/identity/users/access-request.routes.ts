import { accessRequestToWire } from '@one-hcm/contracts/identity/users/access-request.wire'
import { approveAccessByIdRoute, approveAccessRoute } from '@one-hcm/contracts/identity/users/approve-access.route'
import { markAccessRequestsViewedRoute } from '@one-hcm/contracts/identity/users/mark-access-requests-viewed.route'
import { rejectAccessByIdRoute, rejectAccessRoute } from '@one-hcm/contracts/identity/users/reject-access.route'
import { refuse } from '@one-hcm/contracts/kernel/decision'
import { enveloped } from '@one-hcm/contracts/kernel/envelope'
import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import { type Endpoint, endpoint, type Reply } from '@one-hcm/platform/http/exchange'
import type { IdentityDependencies } from '../dependencies.ts'
import { endSessionsOf } from '../sessions/end-session.ts'
import { approveAccess } from './approve-access.ts'
import { rejectAccess } from './reject-access.ts'
import { user } from './user.ts'
import { viewAccessRequest } from './view-access-request.ts'

export const accessRequestEndpoints = (dependencies: IdentityDependencies): Endpoint[] => [
  endpoint(approveAccessRoute, ({ body, user, command }) => approve(dependencies, command, body.request_id, user.id)),
  endpoint(approveAccessByIdRoute, ({ params, user, command }) => approve(dependencies, command, params.id, user.id)),
  endpoint(rejectAccessRoute, ({ body, user, command }) =>
    reject(dependencies, command, body.request_id, user.id, body.rejection_reason),
  ),
  endpoint(rejectAccessByIdRoute, ({ params, body, user, command }) =>
    reject(dependencies, command, params.id, user.id, body.rejection_reason),
  ),
  endpoint(markAccessRequestsViewedRoute, ({ user, command }) => markAllViewed(dependencies, command, user.id)),
]

type Answer = Promise<Reply | Refusal<RefusalCode>>

async function approve(
  { accounts, executor }: IdentityDependencies,
  command: CommandContext,
  requestId: string,
  reviewedBy: string,
): Answer {
  const userId = await accounts.userOfAccessRequest(requestId)
  if (!userId) return refuse('access-request-not-found')
  const outcome = await executor.execute(command, {
    aggregate: user,
    id: userId,
    decide: (state) => approveAccess(state, { userId, requestId, reviewedBy }),
  })
  if (isRefusal(outcome)) return outcome
  return { ...outcome, body: enveloped(accessRequestToWire(outcome.row), "Demande d'accès approuvée") }
}

async function reject(
  dependencies: IdentityDependencies,
  command: CommandContext,
  requestId: string,
  reviewedBy: string,
  reason: string,
): Answer {
  const userId = await dependencies.accounts.userOfAccessRequest(requestId)
  if (!userId) return refuse('access-request-not-found')
  const outcome = await dependencies.executor.execute(command, {
    aggregate: user,
    id: userId,
    decide: (state) => rejectAccess(state, { userId, requestId, reviewedBy, reason }),
  })
  if (isRefusal(outcome)) return outcome
  const closed = await endSessionsOf(dependencies, command, userId, 'access_rejected')
  return {
    ...outcome,
    position: closed.position ?? outcome.position,
    body: enveloped(accessRequestToWire(outcome.row), "Demande d'accès rejetée"),
  }
}

/**
 * Takes note of each request by an event of its account. The account rows say which are left; a row is ticked off after
 * its event, so a crash in between only repeats a command that then changes nothing.
 */
async function markAllViewed(
  { accounts, executor }: IdentityDependencies,
  command: CommandContext,
  viewedBy: string,
): Answer {
  let count = 0
  let position: bigint | undefined
  for (;;) {
    const unviewed = await accounts.unviewedAccessRequests()
    if (unviewed.length === 0) break
    for (const { userId, requestId } of unviewed) {
      const outcome = await executor.execute(
        { ...command, ifMatch: undefined },
        { aggregate: user, id: userId, decide: (state) => viewAccessRequest(state, { userId, requestId, viewedBy }) },
      )
      if (isRefusal(outcome)) return outcome
      await accounts.markAccessRequestViewed(userId)
      if (outcome.events.length === 0) continue
      count += 1
      position = outcome.position
    }
  }
  return {
    ...(position === undefined ? {} : { position }),
    body: { success: true, message: `${count} demande(s) marquée(s) comme vue(s)`, count },
  }
}
