import { refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import {
  listOptimizedApplicationsOfCandidateRoute,
  listOptimizedApplicationsRoute,
} from '@one-hcm/contracts/recruitment/applications/list-optimized-applications.route'
import { toOptimized } from '@one-hcm/contracts/recruitment/applications/optimized-application.wire'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type { RecruitmentDependencies } from '../dependencies.ts'
import { findFullApplications } from './find-applications.ts'

const newestFirst = { sort: 'created_at', order: 'desc' } as const
/** A candidate applies once per offer: more than this is no candidate's. */
const OF_ONE_CANDIDATE = 500

/** Applications with all that belongs to them, in the two statements of a list (recruitment §4.11). */
export const optimizedApplicationEndpoints = ({
  readModels,
}: Pick<RecruitmentDependencies, 'readModels'>): Endpoint[] => [
  endpoint(listOptimizedApplicationsRoute, async ({ query, user, language }) => {
    const { include_documents: documents, include_evaluations: evaluations, skip, limit } = query
    const page = await findFullApplications(readModels.pool(), undefined, { ...query, ...newestFirst })
    if (isRefusal(page)) return page
    const view = { readerId: user.id, staff: true, documents, evaluations, language }
    return {
      body: {
        applications: page.rows.map((found) => toOptimized(found, view)),
        total_count: page.total,
        skip,
        limit,
        has_more: page.next !== null,
        next_cursor: page.next,
      },
    }
  }),

  endpoint(listOptimizedApplicationsOfCandidateRoute, async ({ params, query, user, scope, language }) => {
    const { candidate_id } = params
    if (scope === 'own' && candidate_id !== user.id) return refuse('forbidden')
    const page = await findFullApplications(readModels.pool(), undefined, {
      candidate_id,
      skip: 0,
      limit: OF_ONE_CANDIDATE,
      ...newestFirst,
    })
    if (isRefusal(page)) return page
    const { include_documents: documents, include_evaluations: evaluations } = query
    const view = { readerId: user.id, staff: scope === 'all', documents, evaluations, language }
    return {
      body: {
        candidate_id,
        applications: page.rows.map((found) => toOptimized(found, view)),
        total_count: page.total,
      },
    }
  }),
]
