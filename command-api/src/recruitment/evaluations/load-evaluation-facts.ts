import type { Protocol } from '@one-hcm/contracts/recruitment/evaluations/evaluation-grid'
import { defaultProtocol1Rubric, defaultProtocol2Rubric } from '@one-hcm/contracts/recruitment/evaluations/scoring'
import type { CommandExecutor } from '@one-hcm/platform/commands/executor'
import { application } from '../applications/application.ts'
import type { RecruitmentDependencies } from '../dependencies.ts'
import { jobOffer } from '../job-offers/job-offer.ts'
import { protocol1 } from './evaluation.ts'
import type { EvaluationFacts } from './evaluation-facts.ts'

/** What a scoring by a protocol relies on, from the streams of the application, its offer and its first evaluation. */
export async function evaluationFacts(
  { executor, settings }: Pick<RecruitmentDependencies, 'executor' | 'settings'>,
  protocol: Protocol,
  applicationId: string,
): Promise<EvaluationFacts> {
  const applied = await applicationFacts(executor, applicationId)
  const rubric =
    protocol === 1 ? (settings.protocol1 ?? defaultProtocol1Rubric) : (settings.protocol2 ?? defaultProtocol2Rubric)
  if (applied.stage !== 'submitted') return { application: applied, panelSize: null, awaitsProtocol1: false, rubric }
  const isSecond = protocol === 2 && settings.protocol2AwaitsProtocol1 !== false
  const [panelSize, awaitsProtocol1] = await Promise.all([
    panelSizeOf(executor, applied.jobOfferId),
    isSecond ? isCompleted(executor, applicationId).then((completed) => !completed) : false,
  ])
  return { application: applied, panelSize, awaitsProtocol1, rubric }
}

/** What evaluations rely on about their application. */
export async function applicationFacts(executor: CommandExecutor, id: string) {
  const { state, revision } = await executor.facts(application, id)
  if (state.stage !== 'submitted') return { stage: state.stage }
  const { stage, status, candidateId, jobOfferId } = state
  return { stage, status, candidateId, jobOfferId, revision }
}

async function panelSizeOf(executor: CommandExecutor, offerId: string): Promise<number | null> {
  const { state } = await executor.facts(jobOffer, offerId)
  return state.status === 'none' ? null : (state.content.panel_size ?? null)
}

async function isCompleted(executor: CommandExecutor, applicationId: string): Promise<boolean> {
  const { state } = await executor.facts(protocol1, applicationId)
  return state.stage === 'open' && state.status === 'completed'
}
