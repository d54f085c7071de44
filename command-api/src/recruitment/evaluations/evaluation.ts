import { type Erased, reveal } from '@one-hcm/contracts/kernel/erased'
import type { EvaluationEvent } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import { type EvaluationRow, foldEvaluation } from '@one-hcm/contracts/recruitment/evaluations/evaluation.row'
import type { EvaluationSection, Protocol } from '@one-hcm/contracts/recruitment/evaluations/evaluation-grid'
import type { EvaluationStep, GapLevel } from '@one-hcm/contracts/recruitment/evaluations/protocol2-criteria'
import type { Scorecard, Total } from '@one-hcm/contracts/recruitment/evaluations/scorecards'
import type { Aggregate } from '@one-hcm/platform/commands/aggregate'

/** One card's scores and remarks. Remarks are kept because each scoring repeats the section's whole. */
export type Card = {
  sections: Scorecard
  remarks: { readonly [Section in EvaluationSection]?: Readonly<Record<string, string>> }
  gapLevel: GapLevel | null
  submitted: boolean
}

export type Adherence = { metier: boolean | null; talent: boolean | null; paradigme: boolean | null }
export const noAdherence: Adherence = { metier: null, talent: null, paradigme: null }

export type OpenEvaluation = {
  stage: 'open'
  protocol: Protocol
  candidateId: string
  status: 'pending' | 'in_progress' | 'completed' | 'rejected'
  /** By card, in the order in which they were begun. */
  cards: Readonly<Record<string, Card>>
  /** As the offer said when the scoring began; undefined before that, null without a panel. */
  panelSize: number | null | undefined
  /** Revision of the application when the scoring began, and when all was last cleared; -1 where neither happened. */
  begunAt: number
  clearedAt: number
  /** Whether it was ever decided on. */
  decided: boolean
  /** What the cards that count came to with the last scoring. */
  total: Total
  documentsVerified: boolean
  /** By whom it was said. */
  adherence: Readonly<Record<string, Adherence>>
  summaries: Readonly<Record<string, string | Erased>>
  /** Who had the last word on adherence and in summary. */
  lastWord: { adherence: string | undefined; summary: string | undefined }
  interviewDate: string | null
  steps: Readonly<Partial<Record<EvaluationStep, { completed: boolean; notes: string | null | Erased }>>>
  simulation: { date: string | null; time: string | null }
}

export type EvaluationState = { stage: 'none' } | OpenEvaluation

const aggregateOf = (protocol: Protocol): Aggregate<EvaluationState, EvaluationEvent, EvaluationRow> => ({
  name: `protocol${protocol}`,
  category: `protocol${protocol}`,
  initialState: { stage: 'none' },
  evolve,
  foldRow: foldEvaluation,
})

/** Streams are named `protocol1-<application id>`, `protocol2-<application id>`: the application's id is the evaluation's. */
export const protocol1 = aggregateOf(1)
export const protocol2 = aggregateOf(2)

export function evolve(state: EvaluationState, event: EvaluationEvent): EvaluationState {
  if (event.type === 'EvaluationStarted') return opened(event.data.protocol, event.data.candidate_id)
  return state.stage === 'none' ? state : { ...state, ...changeBy(state, event) }
}

/** An evaluation of which nothing is said yet. */
export const opened = (protocol: Protocol, candidateId: string): OpenEvaluation => ({
  stage: 'open',
  protocol,
  candidateId,
  status: 'pending',
  cards: {},
  panelSize: undefined,
  begunAt: -1,
  clearedAt: -1,
  decided: false,
  total: { score: null, model: protocol === 1 ? 'weighted-sections' : 'simulation' },
  documentsVerified: false,
  adherence: {},
  summaries: {},
  lastWord: { adherence: undefined, summary: undefined },
  interviewDate: null,
  steps: {},
  simulation: { date: null, time: null },
})

function changeBy(
  state: OpenEvaluation,
  event: Exclude<EvaluationEvent, { type: 'EvaluationStarted' }>,
): Partial<OpenEvaluation> {
  switch (event.type) {
    case 'EvaluationScored': {
      const { data } = event
      const card = state.cards[data.card_id]
      return {
        status: 'in_progress',
        panelSize: data.panel_size,
        begunAt: state.begunAt === -1 ? (data.application_revision ?? -1) : state.begunAt,
        total: totalOf(data),
        cards: {
          ...state.cards,
          [data.card_id]: {
            sections: { ...card?.sections, [data.section]: { criteria: data.criteria, score: data.section_score } },
            remarks: { ...card?.remarks, [data.section]: reveal(data.comments) ?? {} },
            gapLevel: data.gap_level ?? card?.gapLevel ?? null,
            submitted: card?.submitted ?? data.panel_size === null,
          },
        },
      }
    }
    case 'ScorecardSubmitted': {
      const { card_id } = event.data
      const card = state.cards[card_id]
      return {
        total: totalOf(event.data),
        cards: card ? { ...state.cards, [card_id]: { ...card, submitted: true } } : state.cards,
      }
    }
    case 'DocumentsVerified':
      return { documentsVerified: event.data.verified }
    case 'EvaluationAdherenceSet': {
      const { evaluator_id: by, adherence_metier, adherence_talent, adherence_paradigme } = event.data
      const said = { metier: adherence_metier, talent: adherence_talent, paradigme: adherence_paradigme }
      return { adherence: { ...state.adherence, [by]: said }, lastWord: { ...state.lastWord, adherence: by } }
    }
    case 'EvaluationSummarised': {
      const { evaluator_id: by, general_summary } = event.data
      return { summaries: { ...state.summaries, [by]: general_summary }, lastWord: { ...state.lastWord, summary: by } }
    }
    case 'EvaluationInterviewDated':
      return { interviewDate: event.data.interview_date }
    case 'EvaluationStepCompleted': {
      const { step, completed, notes } = event.data
      return { steps: { ...state.steps, [step]: { completed, notes } } }
    }
    case 'EvaluationSimulationDated':
      return { simulation: { date: event.data.simulation_date, time: event.data.simulation_time } }
    case 'EvaluationCompleted':
      return { status: 'completed', decided: true }
    case 'EvaluationRejected':
      return { status: 'rejected', decided: true }
    case 'EvaluationReopened':
      return { status: 'in_progress' }
    case 'EvaluationReset':
      return { ...opened(state.protocol, state.candidateId), clearedAt: event.data.application_revision }
  }
}

const totalOf = (data: { overall_score: number | null; scoring_model: Total['model'] }): Total => ({
  score: data.overall_score,
  model: data.scoring_model,
})

/** The cards that count, but one that is left out. */
export const countingCards = ({ cards }: OpenEvaluation, without?: string): Scorecard[] =>
  Object.entries(cards).flatMap(([id, { submitted, sections }]) => (submitted && id !== without ? [sections] : []))
