import { reveal } from '../../kernel/erased.ts'
import { idOfStream, type Recorded } from '../../kernel/event.ts'
import type { EvaluationEvent } from './evaluation.events.ts'
import type { EvaluationSection, Protocol } from './evaluation-grid.ts'
import type { EvaluationStep, GapLevel } from './protocol2-criteria.ts'
import type { Scorecard, ScoringModel } from './scorecards.ts'

export type EvaluationStatus = 'pending' | 'in_progress' | 'completed' | 'rejected'

/** One card: an evaluator's own with a panel, the evaluation's only one without. */
export type ScorecardRow = {
  card_id: string
  /** Who wrote on it, in the order in which they began. */
  evaluator_ids: string[]
  sections: Scorecard
  /** By wire field. Empty once the candidate is erased. */
  comments: Readonly<Record<string, string>>
  gap_level: GapLevel | null
  /** Whether it counts: at once without a panel, once it is handed in with one. */
  submitted: boolean
}

/** What one evaluator said of the candidate beside scores. */
export type OpinionRow = {
  evaluator_id: string
  adherence_metier: boolean | null
  adherence_talent: boolean | null
  adherence_paradigme: boolean | null
  /** Null where nothing was written, or the candidate is erased. */
  general_summary: string | null
}

/** What people see of one evaluation: the fold of its stream. Its id is its application's. */
export type EvaluationRow = {
  id: string
  protocol: Protocol
  application_id: string
  candidate_id: string
  status: EvaluationStatus
  cards: ScorecardRow[]
  /** How many cards it waits for; null without a panel, or while nothing is scored. */
  panel_size: number | null
  /** Whether it was ever decided on: a panel's scores are open from then on, and nobody joins it any more. */
  decided: boolean
  /** Out of 20, over the cards that count. */
  overall_score: number | null
  scoring_model: ScoringModel | null
  scoring_version: string | null
  passed: boolean | null
  documents_verified: boolean
  /** The last word is at the end. */
  opinions: OpinionRow[]
  interview_date: string | null
  steps: Readonly<Partial<Record<EvaluationStep, { completed: boolean; notes: string | null; by: string }>>>
  simulation: { date: string | null; time: string | null; noted_at: string } | null
  created_at: string
  updated_at: string
}

const blank = {
  status: 'pending',
  cards: [] as ScorecardRow[],
  panel_size: null,
  decided: false,
  overall_score: null,
  scoring_model: null,
  scoring_version: null,
  passed: null,
  documents_verified: false,
  opinions: [] as OpinionRow[],
  interview_date: null,
  steps: {},
  simulation: null,
} as const satisfies Partial<EvaluationRow>

/** Folds one event into the row; projectors, write answers, the lake and `verify` all use this one. */
export function foldEvaluation(
  row: EvaluationRow | undefined,
  event: Recorded<EvaluationEvent>,
): EvaluationRow | undefined {
  const at = event.metadata.occurred_at
  if (event.type === 'EvaluationStarted') {
    const { protocol, application_id, candidate_id } = event.data
    const id = idOfStream(event.stream)
    return { id, protocol, application_id, candidate_id, ...blank, created_at: at, updated_at: at }
  }
  return row && { ...row, ...changeBy(row, event, at), updated_at: at }
}

function changeBy(
  row: EvaluationRow,
  event: Exclude<Recorded<EvaluationEvent>, { type: 'EvaluationStarted' }>,
  at: string,
): Partial<EvaluationRow> {
  switch (event.type) {
    case 'EvaluationScored': {
      const { overall_score, scoring_model, scoring_version, panel_size } = event.data
      const cards = withSection(row.cards, event.data, reveal(event.data.comments) ?? {})
      return {
        status: 'in_progress',
        cards,
        panel_size,
        overall_score,
        scoring_model,
        scoring_version,
        passed: null,
      }
    }
    case 'ScorecardSubmitted': {
      const { card_id, overall_score, scoring_model, scoring_version } = event.data
      const cards = row.cards.map((card) => (card.card_id === card_id ? { ...card, submitted: true } : card))
      return { cards, overall_score, scoring_model, scoring_version }
    }
    case 'DocumentsVerified':
      return { documents_verified: event.data.verified }
    case 'EvaluationAdherenceSet': {
      const { evaluator_id, adherence_metier, adherence_talent, adherence_paradigme } = event.data
      return { opinions: withOpinion(row, evaluator_id, { adherence_metier, adherence_talent, adherence_paradigme }) }
    }
    case 'EvaluationSummarised':
      return {
        opinions: withOpinion(row, event.data.evaluator_id, { general_summary: reveal(event.data.general_summary) }),
      }
    case 'EvaluationInterviewDated':
      return { interview_date: event.data.interview_date }
    case 'EvaluationStepCompleted': {
      const { step, completed, notes, evaluator_id } = event.data
      return { steps: { ...row.steps, [step]: { completed, notes: reveal(notes), by: evaluator_id } } }
    }
    case 'EvaluationSimulationDated': {
      const { simulation_date: date, simulation_time: time } = event.data
      return { simulation: { date, time, noted_at: at } }
    }
    case 'EvaluationCompleted': {
      const { overall_score, passed } = event.data
      return { status: 'completed', decided: true, passed, overall_score }
    }
    case 'EvaluationRejected':
      return { status: 'rejected', decided: true }
    case 'EvaluationReopened':
      return { status: 'in_progress', passed: null }
    case 'EvaluationReset':
      return blank
  }
}

/** Cards stay in the order in which they were begun. */
function withSection(
  cards: readonly ScorecardRow[],
  data: {
    card_id: string
    evaluator_id: string
    section: EvaluationSection
    criteria: Readonly<Record<string, number>>
    section_score: number | null
    gap_level: GapLevel | null
    panel_size: number | null
  },
  comments: Readonly<Record<string, string>>,
): ScorecardRow[] {
  const known = cards.find(({ card_id }) => card_id === data.card_id)
  const card: ScorecardRow = {
    card_id: data.card_id,
    evaluator_ids: [...new Set([...(known?.evaluator_ids ?? []), data.evaluator_id])],
    sections: { ...known?.sections, [data.section]: { criteria: data.criteria, score: data.section_score } },
    comments: { ...known?.comments, ...comments },
    gap_level: data.gap_level ?? known?.gap_level ?? null,
    submitted: known?.submitted ?? data.panel_size === null,
  }
  return known ? cards.map((other) => (other === known ? card : other)) : [...cards, card]
}

/** What an evaluator says now stands last. */
function withOpinion(
  { opinions }: EvaluationRow,
  evaluatorId: string,
  said: Partial<Omit<OpinionRow, 'evaluator_id'>>,
): OpinionRow[] {
  const known = opinions.find(({ evaluator_id }) => evaluator_id === evaluatorId) ?? {
    evaluator_id: evaluatorId,
    adherence_metier: null,
    adherence_talent: null,
    adherence_paradigme: null,
    general_summary: null,
  }
  return [...opinions.filter(({ evaluator_id }) => evaluator_id !== evaluatorId), { ...known, ...said }]
}
