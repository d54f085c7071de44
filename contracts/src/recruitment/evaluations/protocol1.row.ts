import { reveal } from '../../kernel/erased.ts'
import { idOfStream, type Recorded } from '../../kernel/event.ts'
import type { EvaluationEvent } from './evaluation.events.ts'
import type { Protocol1Section } from './protocol1-criteria.ts'
import type { Scorecard, ScoringModel } from './protocol1-scoring.ts'

export type EvaluationStatus = 'pending' | 'in_progress' | 'completed' | 'rejected'

/** One evaluator's part. */
export type ScorecardRow = {
  evaluator_id: string
  sections: Scorecard
  /** By wire field. Empty once the candidate is erased. */
  comments: Readonly<Record<string, string>>
}

/** What people see of one evaluation by protocol 1: the fold of its stream. Its id is its application's. */
export type Protocol1Row = {
  id: string
  application_id: string
  candidate_id: string
  status: EvaluationStatus
  cards: ScorecardRow[]
  /** Out of 20. */
  overall_score: number | null
  scoring_model: ScoringModel | null
  scoring_version: string | null
  passed: boolean | null
  documents_verified: boolean
  adherence_metier: boolean | null
  adherence_talent: boolean | null
  adherence_paradigme: boolean | null
  general_summary: string | null
  interview_date: string | null
  created_at: string
  updated_at: string
}

/** Folds one event into the row; projectors, `as_of` reads, write answers and `verify` all use this one. */
export function foldProtocol1(
  row: Protocol1Row | undefined,
  event: Recorded<EvaluationEvent>,
): Protocol1Row | undefined {
  const at = event.metadata.occurred_at
  if (event.type === 'EvaluationStarted')
    return {
      id: idOfStream(event.stream),
      application_id: event.data.application_id,
      candidate_id: event.data.candidate_id,
      status: 'pending',
      cards: [],
      overall_score: null,
      scoring_model: null,
      scoring_version: null,
      passed: null,
      documents_verified: false,
      adherence_metier: null,
      adherence_talent: null,
      adherence_paradigme: null,
      general_summary: null,
      interview_date: null,
      created_at: at,
      updated_at: at,
    }
  return row && { ...row, ...changeBy(row, event), updated_at: at }
}

function changeBy(
  row: Protocol1Row,
  event: Exclude<Recorded<EvaluationEvent>, { type: 'EvaluationStarted' }>,
): Partial<Protocol1Row> {
  switch (event.type) {
    case 'EvaluationScored': {
      const { data } = event
      return {
        status: 'in_progress',
        cards: withSection(row.cards, data.evaluator_id, data.section, {
          scored: { criteria: data.criteria, score: data.section_score },
          comments: reveal(data.comments) ?? {},
        }),
        overall_score: data.overall_score,
        scoring_model: data.scoring_model,
        scoring_version: data.scoring_version,
        passed: null,
      }
    }
    case 'DocumentsVerified':
      return { documents_verified: event.data.verified }
    case 'EvaluationAdherenceSet': {
      const { adherence_metier, adherence_talent, adherence_paradigme } = event.data
      return { adherence_metier, adherence_talent, adherence_paradigme }
    }
    case 'EvaluationSummarised':
      return { general_summary: reveal(event.data.general_summary) }
    case 'EvaluationInterviewDated':
      return { interview_date: event.data.interview_date }
    case 'EvaluationCompleted':
      return { status: 'completed', passed: event.data.passed, overall_score: event.data.overall_score }
    case 'EvaluationRejected':
      return { status: 'rejected' }
  }
}

/** Cards stay in the order in which their evaluators began. */
function withSection(
  cards: readonly ScorecardRow[],
  evaluatorId: string,
  section: Protocol1Section,
  {
    scored,
    comments,
  }: { scored: NonNullable<Scorecard[Protocol1Section]>; comments: Readonly<Record<string, string>> },
): ScorecardRow[] {
  const known = cards.find(({ evaluator_id }) => evaluator_id === evaluatorId)
  const card = {
    evaluator_id: evaluatorId,
    sections: { ...known?.sections, [section]: scored },
    comments: { ...known?.comments, ...comments },
  }
  return known ? cards.map((other) => (other === known ? card : other)) : [...cards, card]
}
