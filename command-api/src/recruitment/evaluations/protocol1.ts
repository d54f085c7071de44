import { type Erased, reveal } from '@one-hcm/contracts/kernel/erased'
import type { EvaluationEvent } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import { foldProtocol1, type Protocol1Row } from '@one-hcm/contracts/recruitment/evaluations/protocol1.row'
import type { Protocol1Section } from '@one-hcm/contracts/recruitment/evaluations/protocol1-criteria'
import type { Scorecard } from '@one-hcm/contracts/recruitment/evaluations/protocol1-scoring'
import type { Aggregate } from '@one-hcm/platform/commands/aggregate'

/** One evaluator's scores and remarks. Remarks are kept because each scoring repeats the section's whole. */
export type EvaluatorCard = {
  sections: Scorecard
  remarks: { readonly [Section in Protocol1Section]?: Readonly<Record<string, string>> }
}

export type OpenProtocol1 = {
  stage: 'open'
  candidateId: string
  status: 'pending' | 'in_progress' | 'completed' | 'rejected'
  /** By evaluator. */
  cards: Readonly<Record<string, EvaluatorCard>>
  documentsVerified: boolean
  adherence: { metier: boolean | null; talent: boolean | null; paradigme: boolean | null }
  generalSummary: string | null | Erased
  interviewDate: string | null
}

export type Protocol1State = { stage: 'none' } | OpenProtocol1

/** Streams are named `protocol1-<application id>`: the application's id is the evaluation's. */
export const protocol1: Aggregate<Protocol1State, EvaluationEvent, Protocol1Row> = {
  name: 'protocol1',
  category: 'protocol1',
  initialState: { stage: 'none' },
  evolve: (state, event) => {
    if (event.type === 'EvaluationStarted') return opened(event.data.candidate_id)
    return state.stage === 'none' ? state : { ...state, ...changeBy(state, event) }
  },
  foldRow: foldProtocol1,
}

export const opened = (candidateId: string): OpenProtocol1 => ({
  stage: 'open',
  candidateId,
  status: 'pending',
  cards: {},
  documentsVerified: false,
  adherence: { metier: null, talent: null, paradigme: null },
  generalSummary: null,
  interviewDate: null,
})

function changeBy(
  state: OpenProtocol1,
  event: Exclude<EvaluationEvent, { type: 'EvaluationStarted' }>,
): Partial<OpenProtocol1> {
  switch (event.type) {
    case 'EvaluationScored': {
      const { evaluator_id, section, criteria, section_score, comments } = event.data
      const card = state.cards[evaluator_id]
      return {
        status: 'in_progress',
        cards: {
          ...state.cards,
          [evaluator_id]: {
            sections: { ...card?.sections, [section]: { criteria, score: section_score } },
            remarks: { ...card?.remarks, [section]: reveal(comments) ?? {} },
          },
        },
      }
    }
    case 'DocumentsVerified':
      return { documentsVerified: event.data.verified }
    case 'EvaluationAdherenceSet':
      return {
        adherence: {
          metier: event.data.adherence_metier,
          talent: event.data.adherence_talent,
          paradigme: event.data.adherence_paradigme,
        },
      }
    case 'EvaluationSummarised':
      return { generalSummary: event.data.general_summary }
    case 'EvaluationInterviewDated':
      return { interviewDate: event.data.interview_date }
    case 'EvaluationCompleted':
      return { status: 'completed' }
    case 'EvaluationRejected':
      return { status: 'rejected' }
  }
}
