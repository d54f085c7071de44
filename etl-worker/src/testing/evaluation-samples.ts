import type { EvaluationEvent } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import { applicationId, candidateId, recruiterId, type Samples } from './samples.ts'

const ofEvaluation = {
  evaluation_id: applicationId,
  application_id: applicationId,
  candidate_id: candidateId,
  protocol: 1,
} as const
const byEvaluator = { ...ofEvaluation, evaluator_id: recruiterId } as const

export const evaluationSamples: Samples<EvaluationEvent> = {
  EvaluationStarted: { type: 'EvaluationStarted', data: { ...ofEvaluation, opened_automatically: true } },
  EvaluationScored: {
    type: 'EvaluationScored',
    data: {
      ...byEvaluator,
      section: 'documentary',
      criteria: { cv_score: 15, lettre_motivation_score: 12 },
      comments: { cv_comments: 'Awa knows the network.' },
      section_score: 13.5,
      overall_score: 2.7,
      scoring_model: 'weighted-sections',
      weights: { documentary: 0.2, mtp: 0.4, interview: 0.4 },
      scoring_version: '1',
      card_id: recruiterId,
      panel_size: null,
      gap_level: null,
      application_revision: 0,
    },
  },
  ScorecardSubmitted: {
    type: 'ScorecardSubmitted',
    data: {
      ...byEvaluator,
      card_id: recruiterId,
      overall_score: 2.7,
      scoring_model: 'weighted-sections',
      weights: { documentary: 0.2, mtp: 0.4, interview: 0.4 },
      scoring_version: '1',
    },
  },
  DocumentsVerified: { type: 'DocumentsVerified', data: { ...byEvaluator, verified: true } },
  EvaluationAdherenceSet: {
    type: 'EvaluationAdherenceSet',
    data: { ...byEvaluator, adherence_metier: true, adherence_talent: null, adherence_paradigme: false },
  },
  EvaluationSummarised: {
    type: 'EvaluationSummarised',
    data: { ...byEvaluator, general_summary: 'Awa would do well here.' },
  },
  EvaluationInterviewDated: {
    type: 'EvaluationInterviewDated',
    data: { ...byEvaluator, interview_date: '2026-02-02T09:00:00.000Z' },
  },
  EvaluationCompleted: {
    type: 'EvaluationCompleted',
    data: { ...byEvaluator, overall_score: 13.4, passed: true, pass_mark: 10, scoring_version: '1' },
  },
  EvaluationStepCompleted: {
    type: 'EvaluationStepCompleted',
    data: { ...byEvaluator, protocol: 2, step: 'physical_visit', completed: true, notes: 'Awa saw the plant.' },
  },
  EvaluationSimulationDated: {
    type: 'EvaluationSimulationDated',
    data: { ...byEvaluator, protocol: 2, simulation_date: '2026-03-02', simulation_time: '09:00:00' },
  },
  EvaluationRejected: { type: 'EvaluationRejected', data: { ...byEvaluator, reason: 'Awa lacks the diploma.' } },
  EvaluationReopened: {
    type: 'EvaluationReopened',
    data: { ...byEvaluator, previous_status: 'completed', reason: "Awa's card was mistaken." },
  },
  EvaluationReset: {
    type: 'EvaluationReset',
    data: { ...ofEvaluation, reset_by: recruiterId, reason: "Awa's file was mistaken.", application_revision: 3 },
  },
}
