import { categoryOfStream, type Recorded } from '@one-hcm/contracts/kernel/event'
import type { EvaluationEvent } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import { type EvaluationRow, foldEvaluation } from '@one-hcm/contracts/recruitment/evaluations/evaluation.row'
import type { EvaluationSection, Protocol } from '@one-hcm/contracts/recruitment/evaluations/evaluation-grid'
import { publicScore } from '@one-hcm/contracts/recruitment/evaluations/evaluation-view'
import { meanSection } from '@one-hcm/contracts/recruitment/evaluations/scorecards'
import type { Dated } from '../dated-history.ts'

/** What the evaluations of an application have come to; nulls before they are opened, and no score of a panel at work. */
export function evaluationTotals(history: readonly Dated[]) {
  const protocol1 = evaluationOf(1, history)
  const protocol2 = evaluationOf(2, history)
  const mean = (section: EvaluationSection) => {
    if (!protocol1 || publicScore(protocol1) === null) return null
    const counting = protocol1.cards.filter(({ submitted }) => submitted)
    return meanSection(
      counting.map(({ sections }) => sections),
      section,
    )
  }
  return {
    protocol1_status: protocol1?.status ?? null,
    protocol1_documentary_score: mean('documentary'),
    protocol1_mtp_score: mean('mtp'),
    protocol1_interview_score: mean('interview'),
    protocol1_overall_score: protocol1 ? publicScore(protocol1) : null,
    protocol1_passed: protocol1?.passed ?? null,
    protocol2_status: protocol2?.status ?? null,
    protocol2_overall_score: protocol2 ? publicScore(protocol2) : null,
    protocol2_passed: protocol2?.passed ?? null,
  }
}

const evaluationOf = (protocol: Protocol, history: readonly Dated[]): EvaluationRow | undefined =>
  history
    .filter(({ event }) => categoryOfStream(event.stream) === `protocol${protocol}`)
    .reduce<EvaluationRow | undefined>(
      (row, { event }) => foldEvaluation(row, event as Recorded<EvaluationEvent>),
      undefined,
    )
