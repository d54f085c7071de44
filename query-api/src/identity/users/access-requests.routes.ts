import { accessRequestToWire } from '@one-hcm/contracts/identity/users/access-request.wire'
import { accessRequestActions } from '@one-hcm/contracts/identity/users/access-request-actions'
import {
  countUnviewedAccessRequestsRoute,
  listAccessRequestsRoute,
} from '@one-hcm/contracts/identity/users/list-access-requests.route'
import { pageEnveloped } from '@one-hcm/contracts/kernel/envelope'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type { IdentityDependencies } from '../dependencies.ts'
import { countAccessRequests, findAccessRequests } from './find-access-requests.ts'

export const accessRequestEndpoints = ({ readModels }: IdentityDependencies): Endpoint[] => [
  endpoint(listAccessRequestsRoute, async ({ query, user }) => {
    const { skip, limit, cursor, status_filter: status, viewed_filter: viewed } = query
    const pool = readModels.pool()
    const [page, counters] = await Promise.all([
      findAccessRequests(pool, { status, viewed, skip, limit, cursor }),
      countAccessRequests(pool),
    ])
    if (isRefusal(page)) return page
    const requests = page.rows.map(({ doc }) => ({
      ...accessRequestToWire(doc),
      available_actions: accessRequestActions(doc, user.role),
    }))
    const { total, next } = page
    return {
      body: {
        ...pageEnveloped(requests, { total, skip, limit, next, message: "Demandes d'accès récupérées" }),
        pending_count: counters.pending,
        unviewed_count: counters.unviewed,
      },
    }
  }),

  endpoint(countUnviewedAccessRequestsRoute, async () => {
    const { unviewed } = await countAccessRequests(readModels.pool())
    return { body: { success: true, count: unviewed, unviewed_count: unviewed } }
  }),
]
