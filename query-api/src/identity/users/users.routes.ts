import { accountActions } from '@one-hcm/contracts/identity/users/account-actions'
import { profileToWire } from '@one-hcm/contracts/identity/users/candidate-profile.wire'
import { getMeRoute, getOwnAccountRoute } from '@one-hcm/contracts/identity/users/get-own-account.route'
import { getOwnProfileRoute } from '@one-hcm/contracts/identity/users/get-own-profile.route'
import { getUserRoute } from '@one-hcm/contracts/identity/users/get-user.route'
import { listUsersRoute } from '@one-hcm/contracts/identity/users/list-users.route'
import { profileActions } from '@one-hcm/contracts/identity/users/profile-actions'
import { userEnveloped, userToView, userToWire } from '@one-hcm/contracts/identity/users/user.wire'
import { refuse } from '@one-hcm/contracts/kernel/decision'
import { enveloped, pageEnveloped } from '@one-hcm/contracts/kernel/envelope'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { type Caller, type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import { decodeCursor, encodeCursor } from '@one-hcm/platform/read-models/cursor'
import { z } from 'zod'
import type { IdentityDependencies } from '../dependencies.ts'
import { findUser, findUsers } from './find-users.ts'

/** Ids only: a cursor travels in addresses, where no name or e-mail address may appear. */
const cursorSchema = z.tuple([z.string(), z.string(), z.uuid()])

export const userEndpoints = ({ readModels }: IdentityDependencies): Endpoint[] => {
  const ownAccount = async ({ user }: { user: Caller }) => {
    const found = await findUser(readModels.pool(), user.id)
    if (!found) return refuse('user-not-found')
    const data = userToView(found.row, found.lastLogin, accountActions(found.row, user))
    return { revision: found.revision, body: { ...data, ...userEnveloped(data, 'Profil récupéré') } }
  }

  return [
    endpoint(getMeRoute, ownAccount),
    endpoint(getOwnAccountRoute, ownAccount),

    endpoint(getOwnProfileRoute, async ({ user }) => {
      const found = await findUser(readModels.pool(), user.id)
      if (!found?.row.profile) return refuse('profile-not-found')
      const data = { ...profileToWire(user.id, found.row.profile), available_actions: profileActions(user.role) }
      return { revision: found.revision, body: { ...enveloped(data, 'Profil récupéré'), errors: null } }
    }),

    endpoint(getUserRoute, async ({ params, user, scope }) => {
      // The same answer for every other id: whether it exists stays hidden.
      if (scope === 'own' && params.id !== user.id) return refuse('forbidden')
      const found = await findUser(readModels.pool(), params.id)
      const hidden = user.role === 'observer' && params.id !== user.id && found?.row.role !== 'candidate'
      if (!found || hidden) return refuse('user-not-found')
      const data = userToView(found.row, found.lastLogin, accountActions(found.row, user))
      return { revision: found.revision, body: userEnveloped(data, 'Utilisateur récupéré') }
    }),

    endpoint(listUsersRoute, async ({ query, user }) => {
      const { cursor, skip, limit, sort, order } = query
      let after: string | undefined
      if (cursor !== undefined) {
        const decoded = decodeCursor(cursorSchema, cursor)
        if (isRefusal(decoded)) return decoded
        const [cursorSort, cursorOrder, id] = decoded.values
        if (cursorSort !== sort || cursorOrder !== order) return refuse('invalid-cursor')
        after = id
      }
      const visible = user.role === 'admin' ? undefined : 'candidate'
      const { found, total, more } = await findUsers(readModels.pool(), {
        visible,
        role: query.role,
        statut: query.statut,
        q: query.q,
        sort,
        order,
        skip,
        limit,
        after,
      })
      const items = found.map(({ row, lastLogin }) => userToWire(row, lastLogin))
      const next = more ? encodeCursor([sort, order, items.at(-1)!.id]) : null
      return {
        body: { ...pageEnveloped(items, { total, skip, limit, next, message: 'Utilisateurs récupérés' }), items },
      }
    }),
  ]
}
