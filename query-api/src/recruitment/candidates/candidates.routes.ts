import { refuse } from '@one-hcm/contracts/kernel/decision'
import { candidateToComplete } from '@one-hcm/contracts/recruitment/candidates/candidate-complete.wire'
import {
  getCandidateOfApplicationRoute,
  getCandidateRoute,
} from '@one-hcm/contracts/recruitment/candidates/get-candidate.route'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import { findApplicationRow } from '../applications/find-applications.ts'
import type { RecruitmentDependencies } from '../dependencies.ts'
import { findCandidate } from './find-candidate.ts'

export const candidateEndpoints = ({ readModels }: Pick<RecruitmentDependencies, 'readModels'>): Endpoint[] => [
  endpoint(getCandidateRoute, async ({ params, query, user }) => {
    const found = await findCandidate(readModels.pool(), params.id)
    // Observers see candidates only: other accounts do not exist for them.
    if (!found || (found.row.role !== 'candidate' && user.role === 'observer')) return refuse('candidate-not-found')
    if (found.row.role !== 'candidate') return refuse('not-a-candidate')
    return {
      revision: found.revision,
      body: candidateToComplete(found.row, found.byStatus, found.applications, query.application_id),
    }
  }),

  endpoint(getCandidateOfApplicationRoute, async ({ params }) => {
    const application = await findApplicationRow(readModels.pool(), params.id)
    if (!application) return refuse('application-not-found')
    const found = await findCandidate(readModels.pool(), application.candidate_id)
    if (!found) return refuse('candidate-not-found')
    return { body: candidateToComplete(found.row, found.byStatus, found.applications, params.id) }
  }),
]
