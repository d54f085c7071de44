import type { EvaluationRow, OpinionRow, ScorecardRow } from './evaluation.row.ts'
import type { Scorecard } from './scorecards.ts'

/** What one reader gets to see of an evaluation. */
export type EvaluationView = {
  /** Others' scores and remarks are kept from this reader for now. */
  sealed: boolean
  /** The cards whose mean is shown: those that count, or the reader's own while the others are sealed. */
  shown: readonly ScorecardRow[]
  cards: readonly Scorecard[]
  overallScore: number | null
  opinion: OpinionRow | undefined
  /** Whose notes on steps are shown: everybody's (undefined) or one's own. */
  notesOf: string | undefined
}

type Standing = Pick<EvaluationRow, 'panel_size' | 'decided' | 'cards'>

/**
 * Whether a panel's scores are kept from a reader. They are, from whoever has not handed in a card of their own, until the
 * evaluation is decided on; then nobody can hand one in any more. Every read of scores asks this, whatever the reader's role.
 */
export const isSealedFor = ({ panel_size, decided, cards }: Standing, readerId: string): boolean =>
  panel_size !== null && !decided && !cards.some(({ submitted, card_id }) => submitted && card_id === readerId)

/** The evaluation as one reader may see it. */
export function viewFor(row: EvaluationRow, readerId: string): EvaluationView {
  const sealed = isSealedFor(row, readerId)
  const shown = row.cards.filter(({ card_id, submitted }) => (sealed ? card_id === readerId : submitted))
  const opinions = sealed ? row.opinions.filter(({ evaluator_id }) => evaluator_id === readerId) : row.opinions
  return {
    sealed,
    shown,
    cards: shown.map(({ sections }) => sections),
    overallScore: sealed ? null : row.overall_score,
    opinion: opinions.at(-1) && merged(opinions),
    notesOf: sealed ? readerId : undefined,
  }
}

/** The last word on each thing. */
const merged = (opinions: readonly OpinionRow[]): OpinionRow =>
  opinions.reduce((earlier, later) => ({
    evaluator_id: later.evaluator_id,
    adherence_metier: later.adherence_metier ?? earlier.adherence_metier,
    adherence_talent: later.adherence_talent ?? earlier.adherence_talent,
    adherence_paradigme: later.adherence_paradigme ?? earlier.adherence_paradigme,
    general_summary: later.general_summary ?? earlier.general_summary,
  }))

/** The total for everybody: null while a panel is at work, so that no list, average or export gives it away. */
export const publicScore = (row: Pick<EvaluationRow, 'panel_size' | 'decided' | 'overall_score'>): number | null =>
  row.panel_size !== null && !row.decided ? null : row.overall_score
