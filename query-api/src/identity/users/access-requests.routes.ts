import { accessRequestToWire } from '@one-hcm/contracts/identity/users/access-request.wire'
import {
  countUnviewedAccessRequestsRoute,
  listAccessRequestsRoute,
} from '@one-hcm/contracts/identity/users/list-access-requests.route'
import { pageEnveloped } from '@one-hcm/contracts/kernel/envelope'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import { decodeCursor, encodeCursor } from '@one-hcm/platform/read-models/cursor'
import { z } from 'zod'
import type { IdentityDependencies } from '../dependencies.ts'
import { countAccessRequests, findAccessRequests } from './find-access-requests.ts'

const cursorSchema = z.tuple([z.uuid()])

export const accessRequestEndpoints = ({ readModels }: IdentityDependencies): Endpoint[] => [
  endpoint(listAccessRequestsRoute, async ({ query }) => {
    const { cursor, skip, limit, status_filter: status, viewed_filter: viewed } = query
    const decoded = cursor === undefined ? undefined : decodeCursor(cursorSchema, cursor)
    if (isRefusal(decoded)) return decoded
    const pool = readModels.pool()
    const [{ rows, total, more }, counters] = await Promise.all([
      findAccessRequests(pool, { status, viewed, skip, limit, after: decoded?.values[0] }),
      countAccessRequests(pool),
    ])
    const next = more ? encodeCursor([rows.at(-1)!.id]) : null
    const message = "Demandes d'accès récupérées"
    return {
      body: {
        ...pageEnveloped(rows.map(accessRequestToWire), { total, skip, limit, next, message }),
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
