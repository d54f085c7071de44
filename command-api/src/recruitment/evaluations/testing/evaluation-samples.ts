import type { EvaluationEvent } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import type { Protocol } from '@one-hcm/contracts/recruitment/evaluations/evaluation-grid'
import { defaultProtocol1Rubric, defaultProtocol2Rubric } from '@one-hcm/contracts/recruitment/evaluations/scoring'
import { ids } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import type { EvaluationFacts } from '../evaluation-facts.ts'
import { started } from '../open-evaluation.ts'

/** What tests of evaluations have in common: one application in incubation, and who scores it. */

export { started }
export const recruiter: string = ids.recruiter
export const colleague = '00000000-0000-4000-8000-000000000002'

/** The application's revision that decisions rely on. */
export const AT = 3

export const subjectOf = (protocol: Protocol) => ({
  evaluation_id: ids.application,
  application_id: ids.application,
  candidate_id: ids.candidate,
  protocol,
  evaluator_id: recruiter,
})
export const subject = subjectOf(1)

export const opening = { protocol: 1, applicationId: ids.application, candidateId: ids.candidate } as const
export const opened = started({ ...opening, automatically: true })

type Scored = Extract<EvaluationEvent, { type: 'EvaluationScored' }>['data']
export const scored = (
  data: Partial<Scored> & Pick<Scored, 'section' | 'criteria' | 'section_score' | 'overall_score'>,
  protocol: Protocol = 1,
): Extract<EvaluationEvent, { type: 'EvaluationScored' }> => ({
  type: 'EvaluationScored',
  data: {
    ...subjectOf(protocol),
    evaluator_id: data.evaluator_id ?? recruiter,
    card_id: data.card_id ?? recruiter,
    panel_size: data.panel_size ?? null,
    section: data.section,
    criteria: data.criteria,
    comments: data.comments ?? {},
    section_score: data.section_score,
    gap_level: data.gap_level ?? null,
    overall_score: data.overall_score,
    scoring_model: data.scoring_model ?? 'weighted-sections',
    weights: data.weights ?? (protocol === 1 ? defaultProtocol1Rubric : defaultProtocol2Rubric).weights,
    scoring_version: data.scoring_version ?? '1',
    application_revision: AT,
  },
})

export const completed = (
  overall_score: number,
  passed: boolean,
  data: { protocol?: Protocol; evaluator_id?: string; pass_mark?: number; scoring_version?: string } = {},
): EvaluationEvent => ({
  type: 'EvaluationCompleted',
  data: {
    ...subjectOf(data.protocol ?? 1),
    evaluator_id: data.evaluator_id ?? recruiter,
    overall_score,
    passed,
    pass_mark: data.pass_mark ?? 10,
    scoring_version: data.scoring_version ?? '1',
  },
})

export const factsWith = (changes: Partial<EvaluationFacts> = {}): EvaluationFacts => ({
  application: { stage: 'submitted', status: 'incubation', candidateId: ids.candidate, revision: AT },
  panelSize: null,
  awaitsProtocol1: false,
  rubric: defaultProtocol1Rubric,
  ...changes,
})
