import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { protocol1ToWire } from '@one-hcm/contracts/recruitment/evaluations/protocol1.wire'
import { statementOf } from '@one-hcm/contracts/recruitment/evaluations/protocol1-input'
import { defaultProtocol1Scoring } from '@one-hcm/contracts/recruitment/evaluations/protocol1-scoring'
import {
  createProtocol1Route,
  scoreProtocol1Route,
} from '@one-hcm/contracts/recruitment/evaluations/score-protocol1.route'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import { application } from '../applications/application.ts'
import type { RecruitmentDependencies } from '../dependencies.ts'
import { createProtocol1 } from './create-protocol1.ts'
import { protocol1 } from './protocol1.ts'
import { scoreProtocol1 } from './score-protocol1.ts'

export const protocol1Endpoints = ({ executor, settings }: RecruitmentDependencies): Endpoint[] => {
  const scoring = settings.protocol1 ?? defaultProtocol1Scoring
  return [
    endpoint(createProtocol1Route, async ({ body, user, command }) => {
      const id = body.application_id
      const { state: applied } = await executor.facts(application, id)
      const candidateId = applied.stage === 'submitted' ? applied.candidateId : undefined
      const outcome = await executor.execute(command, {
        aggregate: protocol1,
        id,
        decide: (state) =>
          createProtocol1(
            state,
            { applicationId: id, evaluatorId: user.id, statement: statementOf(body) },
            { candidateId, scoring },
          ),
      })
      if (isRefusal(outcome)) return outcome
      return {
        ...outcome,
        body: protocol1ToWire(outcome.row),
        headers: { Location: `/api/v1/evaluations/protocol1/${id}` },
      }
    }),

    endpoint(scoreProtocol1Route, async ({ params, body, user, command }) => {
      const outcome = await executor.execute(command, {
        aggregate: protocol1,
        id: params.id,
        decide: (state) =>
          scoreProtocol1(
            state,
            { applicationId: params.id, evaluatorId: user.id, statement: statementOf(body) },
            { scoring },
          ),
      })
      if (isRefusal(outcome)) return outcome
      return { ...outcome, body: protocol1ToWire(outcome.row) }
    }),
  ]
}
