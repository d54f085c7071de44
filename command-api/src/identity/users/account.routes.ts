import { accountActions, whyNotDeleted } from '@one-hcm/contracts/identity/users/account-actions'
import type { CandidateProfile } from '@one-hcm/contracts/identity/users/candidate-profile'
import { deleteUserRoute } from '@one-hcm/contracts/identity/users/delete-user.route'
import { updateProfileRoute } from '@one-hcm/contracts/identity/users/update-profile.route'
import {
  type UpdateUserBody,
  updateOwnAccountRoute,
  updateUserRoute,
} from '@one-hcm/contracts/identity/users/update-user.route'
import { userEnveloped, userToView } from '@one-hcm/contracts/identity/users/user.wire'
import { refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { type Endpoint, type Exchange, endpoint } from '@one-hcm/platform/http/exchange'
import type { IdentityDependencies } from '../dependencies.ts'
import { changeAccount } from './change-account.ts'
import { removeAccount } from './remove-account.ts'
import { updateProfile } from './update-profile.ts'
import { user as userAggregate } from './user.ts'

type Update = Pick<Exchange<unknown, unknown, UpdateUserBody>, 'body' | 'user' | 'command'>

export const accountEndpoints = (dependencies: IdentityDependencies): Endpoint[] => {
  const update = async (userId: string, { body, user, command }: Update) => {
    const { role, statut, statut_note: note, is_internal_candidate: internal, ...wanted } = body
    const outcome = await changeAccount(dependencies, command, {
      userId,
      // Another name of the same wish; the explicit one wins.
      wanted: internal ? { candidate_status: 'interne', ...wanted } : wanted,
      role,
      statut,
      note: note ?? null,
      by: { id: user.id, isAdmin: user.role === 'admin' },
    })
    if (isRefusal(outcome)) return outcome
    const view = userToView(outcome.row, null, accountActions(outcome.row, user))
    return { ...outcome, body: userEnveloped(view, 'Compte mis à jour') }
  }

  return [
    endpoint(updateOwnAccountRoute, (exchange) => update(exchange.user.id, exchange)),
    endpoint(updateUserRoute, (exchange) => update(exchange.params.id, exchange)),

    endpoint(updateProfileRoute, async ({ body, user, command }) => {
      const outcome = await dependencies.executor.execute(command, {
        aggregate: userAggregate,
        id: user.id,
        decide: (state) => updateProfile(state, { userId: user.id, wanted: body as Partial<CandidateProfile> }),
      })
      if (isRefusal(outcome)) return outcome
      const view = userToView(outcome.row, null, accountActions(outcome.row, user))
      return { ...outcome, body: userEnveloped(view, 'Profil mis à jour') }
    }),

    endpoint(deleteUserRoute, async ({ params, user, command }) => {
      const refused = whyNotDeleted(params.id === user.id, user.role)
      if (refused) return refuse(refused)
      return removeAccount(dependencies, command, { userId: params.id, requestedBy: user.id })
    }),
  ]
}
