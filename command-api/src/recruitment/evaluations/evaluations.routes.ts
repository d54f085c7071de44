import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { Protocol } from '@one-hcm/contracts/recruitment/evaluations/evaluation-grid'
import type { EvaluationStatement } from '@one-hcm/contracts/recruitment/evaluations/evaluation-statement'
import { protocol1ToWire } from '@one-hcm/contracts/recruitment/evaluations/protocol1.wire'
import { protocol1Statement } from '@one-hcm/contracts/recruitment/evaluations/protocol1-input'
import { protocol2ToWire } from '@one-hcm/contracts/recruitment/evaluations/protocol2.wire'
import { protocol2Statement } from '@one-hcm/contracts/recruitment/evaluations/protocol2-input'
import {
  resetProtocol1Route,
  resetProtocol2Route,
} from '@one-hcm/contracts/recruitment/evaluations/reset-evaluation.route'
import {
  createProtocol1Route,
  scoreProtocol1Route,
} from '@one-hcm/contracts/recruitment/evaluations/score-protocol1.route'
import {
  createProtocol2Route,
  scoreProtocol2Route,
} from '@one-hcm/contracts/recruitment/evaluations/score-protocol2.route'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import { type Caller, type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type { RecruitmentDependencies } from '../dependencies.ts'
import { createEvaluation } from './create-evaluation.ts'
import { protocol1, protocol2 } from './evaluation.ts'
import { evaluationFacts } from './load-evaluation-facts.ts'
import { resetEvaluation } from './reset-evaluation.ts'
import { scoreEvaluation } from './score-evaluation.ts'

type Asking = { id: string; user: Caller; command: CommandContext }

/** Both protocols' writes: each route says what its body states, the rest is the same. */
export const evaluationEndpoints = (dependencies: RecruitmentDependencies): Endpoint[] => {
  const { executor } = dependencies

  const score = async (
    decide: typeof createEvaluation | typeof scoreEvaluation,
    protocol: Protocol,
    { id, user, command }: Asking,
    statement: EvaluationStatement,
  ) => {
    const facts = await evaluationFacts(dependencies, protocol, id)
    return executor.execute(command, {
      aggregate: aggregates[protocol],
      id,
      decide: (state) => decide(state, { protocol, applicationId: id, evaluatorId: user.id, statement }, facts),
    })
  }

  const reset = async (protocol: Protocol, { id, user, command }: Asking, reason: string) => {
    const facts = await evaluationFacts(dependencies, protocol, id)
    return executor.execute(command, {
      aggregate: aggregates[protocol],
      id,
      decide: (state) => resetEvaluation(state, { applicationId: id, resetBy: user.id, reason }, facts),
    })
  }

  return [
    endpoint(createProtocol1Route, async ({ body, user, command }) => {
      const id = body.application_id
      const outcome = await score(createEvaluation, 1, { id, user, command }, protocol1Statement(body))
      if (isRefusal(outcome)) return outcome
      const headers = { Location: `/api/v1/evaluations/protocol1/${id}` }
      return { ...outcome, body: protocol1ToWire(outcome.row, user.id), headers }
    }),

    endpoint(scoreProtocol1Route, async ({ params: { id }, body, user, command }) => {
      const outcome = await score(scoreEvaluation, 1, { id, user, command }, protocol1Statement(body))
      return isRefusal(outcome) ? outcome : { ...outcome, body: protocol1ToWire(outcome.row, user.id) }
    }),

    endpoint(resetProtocol1Route, async ({ params: { id }, body, user, command }) => {
      const outcome = await reset(1, { id, user, command }, body.reason)
      return isRefusal(outcome) ? outcome : { ...outcome, body: protocol1ToWire(outcome.row, user.id) }
    }),

    endpoint(createProtocol2Route, async ({ body, user, command }) => {
      const id = body.application_id
      const outcome = await score(createEvaluation, 2, { id, user, command }, protocol2Statement(body))
      if (isRefusal(outcome)) return outcome
      const headers = { Location: `/api/v1/evaluations/protocol2/${id}` }
      return { ...outcome, body: protocol2ToWire(outcome.row, user.id), headers }
    }),

    endpoint(scoreProtocol2Route, async ({ params: { id }, body, user, command }) => {
      const outcome = await score(scoreEvaluation, 2, { id, user, command }, protocol2Statement(body))
      return isRefusal(outcome) ? outcome : { ...outcome, body: protocol2ToWire(outcome.row, user.id) }
    }),

    endpoint(resetProtocol2Route, async ({ params: { id }, body, user, command }) => {
      const outcome = await reset(2, { id, user, command }, body.reason)
      return isRefusal(outcome) ? outcome : { ...outcome, body: protocol2ToWire(outcome.row, user.id) }
    }),
  ]
}

const aggregates = { 1: protocol1, 2: protocol2 } as const
