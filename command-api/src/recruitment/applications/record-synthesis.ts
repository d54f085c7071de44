import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import { whyNotEvaluated } from '@one-hcm/contracts/recruitment/evaluations/evaluation-actions'
import { globalScore, synthesisWeights } from '@one-hcm/contracts/recruitment/evaluations/scoring'
import type { ApplicationState } from './application.ts'

export type RecordSynthesis = {
  applicationId: string
  recordedBy: string
  /** Texts that are not named stay as they are; null clears one. */
  texts: {
    points_forts?: string | null | undefined
    points_amelioration?: string | null | undefined
    conclusion?: string | null | undefined
  }
}

/** The evaluations as they stand: their totals for everybody, and the revisions these are from. */
export type EvaluationScores = {
  protocol1: { score: number | null; revision: number }
  protocol2: { score: number | null; revision: number }
  scoringVersion: string
}

/** A recruiter sums both evaluations up; the global score is computed here and kept as it was (recruitment §3.5). */
export function recordSynthesis(
  state: ApplicationState,
  { applicationId, recordedBy, texts }: RecordSynthesis,
  { protocol1, protocol2, scoringVersion }: EvaluationScores,
): Decision<ApplicationEvent> {
  if (state.stage !== 'submitted') return refuse('application-not-found')
  const refused = whyNotEvaluated(state.status)
  if (refused) return refuse(refused)
  const known = state.synthesis
  const said = {
    points_forts: kept(texts.points_forts, known?.points_forts),
    points_amelioration: kept(texts.points_amelioration, known?.points_amelioration),
    conclusion: kept(texts.conclusion, known?.conclusion),
    protocol1_score: protocol1.score,
    protocol2_score: protocol2.score,
    global_score: globalScore(protocol1.score, protocol2.score),
  }
  const isKnown = known && Object.entries(said).every(([name, value]) => known[name as keyof typeof said] === value)
  const saysNothing = !known && [said.points_forts, said.points_amelioration, said.conclusion].every((text) => !text)
  if (isKnown || (saysNothing && said.global_score === null)) return []
  return [
    {
      type: 'SynthesisRecorded',
      data: {
        application_id: applicationId,
        candidate_id: state.candidateId,
        ...said,
        weights: synthesisWeights,
        scoring_version: scoringVersion,
        recorded_by: recordedBy,
        decided_on: { protocol1_revision: protocol1.revision, protocol2_revision: protocol2.revision },
      },
    },
  ]
}

/** Empty text is none; a text that was erased is not written again. */
const kept = (said: string | null | undefined, known: unknown): string | null => {
  if (said !== undefined) return said || null
  return typeof known === 'string' ? known : null
}
