import { refuse } from '@one-hcm/contracts/kernel/decision'
import { applicationActions } from '@one-hcm/contracts/recruitment/applications/application-actions'
import type { ApplicationStatus } from '@one-hcm/contracts/recruitment/applications/application-status'
import type { EvaluationRow } from '@one-hcm/contracts/recruitment/evaluations/evaluation.row'
import { evaluationActions } from '@one-hcm/contracts/recruitment/evaluations/evaluation-actions'
import { getEvaluationStatisticsRoute } from '@one-hcm/contracts/recruitment/evaluations/evaluation-statistics.route'
import { publicScore } from '@one-hcm/contracts/recruitment/evaluations/evaluation-view'
import {
  getEvaluationsOfApplicationRoute,
  getProtocol1Route,
  getProtocol2Route,
  listProtocol1OfApplicationRoute,
  listProtocol2OfApplicationRoute,
} from '@one-hcm/contracts/recruitment/evaluations/get-evaluation.route'
import { protocol1ToWire } from '@one-hcm/contracts/recruitment/evaluations/protocol1.wire'
import { protocol2ToWire } from '@one-hcm/contracts/recruitment/evaluations/protocol2.wire'
import { globalScore } from '@one-hcm/contracts/recruitment/evaluations/scoring'
import { type Caller, type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type { RecruitmentDependencies } from '../dependencies.ts'
import { countEvaluations, findEvaluation, findEvaluations } from './find-evaluations.ts'

/** An evaluation's id is its application's, so both ways of asking read the same row. */
export const evaluationEndpoints = ({ readModels }: RecruitmentDependencies): Endpoint[] => [
  endpoint(getProtocol1Route, async ({ params, user }) => {
    const found = await findEvaluation(readModels.pool(), 1, params.id)
    if (!found) return refuse('evaluation-not-found')
    return { body: protocol1For(found.doc, user, found.status), revision: found.revision }
  }),

  endpoint(getProtocol2Route, async ({ params, user }) => {
    const found = await findEvaluation(readModels.pool(), 2, params.id)
    if (!found) return refuse('evaluation-not-found')
    return { body: protocol2For(found.doc, user, found.status), revision: found.revision }
  }),

  endpoint(listProtocol1OfApplicationRoute, async ({ params, user }) => {
    const found = await findEvaluation(readModels.pool(), 1, params.application_id)
    return { body: found ? [protocol1For(found.doc, user, found.status)] : [] }
  }),

  endpoint(listProtocol2OfApplicationRoute, async ({ params, user }) => {
    const found = await findEvaluation(readModels.pool(), 2, params.application_id)
    return { body: found ? [protocol2For(found.doc, user, found.status)] : [] }
  }),

  endpoint(getEvaluationsOfApplicationRoute, async ({ params, user }) => {
    const found = await findEvaluations(readModels.pool(), params.application_id)
    if (!found) return refuse('application-not-found')
    const { application, protocol1, protocol2 } = found
    return {
      body: {
        protocol1: protocol1 && protocol1For(protocol1, user, application.status),
        protocol2: protocol2 && protocol2For(protocol2, user, application.status),
        global_score: globalScore(protocol1 && publicScore(protocol1), protocol2 && publicScore(protocol2)),
        synthesis: application.synthesis,
        available_actions: applicationActions(application, user.role),
      },
    }
  }),

  endpoint(getEvaluationStatisticsRoute, async ({ query }) => ({
    body: await countEvaluations(readModels.pool(), query.job_offer_id),
  })),
]

const protocol1For = (row: EvaluationRow, user: Caller, status: ApplicationStatus) => ({
  ...protocol1ToWire(row, user.id),
  available_actions: evaluationActions(row, user, { status }),
})

const protocol2For = (row: EvaluationRow, user: Caller, status: ApplicationStatus) => ({
  ...protocol2ToWire(row, user.id),
  available_actions: evaluationActions(row, user, { status }),
})
