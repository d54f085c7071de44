import { enveloped } from '@one-hcm/contracts/kernel/envelope'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { cancelDeadlineRoute, moveDeadlineRoute } from '@one-hcm/contracts/recruitment/deadlines/change-deadline.route'
import { deadlineToWire } from '@one-hcm/contracts/recruitment/deadlines/deadline.wire'
import type { CommandExecutor } from '@one-hcm/platform/commands/executor'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type { RecruitmentDependencies } from '../dependencies.ts'
import { jobOfferFacts } from '../job-offers/job-offer-facts.ts'
import { cancelDeadline, moveDeadline } from './change-deadline.ts'
import { deadline } from './deadline.ts'

export const deadlineEndpoints = ({ executor }: RecruitmentDependencies): Endpoint[] => [
  endpoint(moveDeadlineRoute, async ({ params, body, user, command }) => {
    const offerRecruiter = await recruiterBehind(executor, params.id)
    const outcome = await executor.execute(command, {
      aggregate: deadline,
      id: params.id,
      decide: (state) => moveDeadline(state, { caller: user, offerRecruiter, dueAt: body.due_at, now: command.now }),
    })
    if (isRefusal(outcome)) return outcome
    return { ...outcome, body: enveloped(deadlineToWire(outcome.row), 'Échéance déplacée') }
  }),

  endpoint(cancelDeadlineRoute, async ({ params, user, command }) => {
    const offerRecruiter = await recruiterBehind(executor, params.id)
    const outcome = await executor.execute(command, {
      aggregate: deadline,
      id: params.id,
      decide: (state) => cancelDeadline(state, { caller: user, offerRecruiter }),
    })
    return isRefusal(outcome) ? outcome : { position: outcome.position, revision: outcome.revision }
  }),
]

/** Whose offer a deadline is about; null when there is none. A deadline keeps its offer for ever. */
async function recruiterBehind(executor: CommandExecutor, id: string): Promise<string | null> {
  const { state } = await executor.facts(deadline, id)
  if (state.status === 'none' || state.subject.job_offer_id === null) return null
  const offer = await jobOfferFacts(executor, state.subject.job_offer_id)
  return offer.status === 'none' ? null : offer.recruiterId
}
