import { z } from 'zod'
import type { EvaluationRow, ScorecardRow } from './evaluation.row.ts'
import type { EvaluationSection } from './evaluation-grid.ts'
import type { EvaluationView } from './evaluation-view.ts'
import { gapLevels } from './protocol2-criteria.ts'

export const score = z.number().min(0).max(20).nullable()
export const statuses = ['pending', 'in_progress', 'completed', 'rejected'] as const

/** One card that its reader may see; scores out of 20 whatever the wire's own fields are in. */
export const scorecardWire = z
  .object({
    card_id: z.string(),
    evaluator_ids: z.array(z.string()),
    submitted: z.boolean(),
    scores: z.record(z.string(), z.number()).meta({ description: 'By criterion, out of 20' }),
    section_scores: z.record(z.string(), z.number().nullable()).meta({ description: 'By section, out of 20' }),
    comments: z.record(z.string(), z.string()),
    gap_competences_level: z.enum(gapLevels).nullable(),
  })
  .meta({ id: 'Scorecard' })

/** What the evaluations of both protocols have in common on the wire. */
export const commonWire = {
  id: z.uuid().meta({ description: "Equals the application's id: an application has one evaluation per protocol" }),
  application_id: z.uuid(),
  evaluator_id: z.string().nullable().meta({ description: 'Who began to score; null while nobody has' }),
  evaluator_ids: z.array(z.string()),
  status: z.enum(statuses),
  completed: z.boolean(),
  passed: z.boolean().nullable(),
  overall_score: score,
  total_score: score.meta({ deprecated: true, description: 'Alias of overall_score' }),
  scoring_version: z.string().nullable(),
  panel_size: z
    .number()
    .int()
    .nullable()
    .meta({ description: 'How many cards a panel hands in; null without a panel, or while nothing is scored' }),
  submitted_cards: z.number().int().meta({ description: 'How many cards count so far' }),
  sealed: z
    .boolean()
    .meta({ description: "The others' scores are kept from this reader until they have handed in their own card" }),
  scorecards: z.array(scorecardWire).meta({ description: 'The cards behind the scores shown' }),
  created_at: z.string(),
  updated_at: z.string(),
}

export const commonToWire = (row: EvaluationRow, view: EvaluationView) => ({
  id: row.id,
  application_id: row.application_id,
  evaluator_id: view.shown[0]?.evaluator_ids[0] ?? null,
  evaluator_ids: [...new Set(view.shown.flatMap(({ evaluator_ids }) => evaluator_ids))],
  status: row.status,
  completed: row.status === 'completed',
  passed: row.passed,
  overall_score: view.overallScore,
  total_score: view.overallScore,
  scoring_version: row.scoring_version,
  panel_size: row.panel_size,
  submitted_cards: row.cards.filter(({ submitted }) => submitted).length,
  sealed: view.sealed,
  scorecards: view.shown.map(cardToWire),
  created_at: row.created_at,
  updated_at: row.updated_at,
})

function cardToWire(card: ScorecardRow): z.infer<typeof scorecardWire> {
  const sections = Object.entries(card.sections) as [EvaluationSection, { criteria: object; score: number | null }][]
  return {
    card_id: card.card_id,
    evaluator_ids: card.evaluator_ids,
    submitted: card.submitted,
    scores: Object.assign({}, ...sections.map(([, { criteria }]) => criteria)) as Record<string, number>,
    section_scores: Object.fromEntries(sections.map(([name, scored]) => [name, scored.score])),
    comments: card.comments,
    gap_competences_level: card.gap_level,
  }
}

/** Several evaluators' remarks on one thing, one after the other. */
export const remarkOn = ({ shown }: EvaluationView, field: string): string | null =>
  shown.flatMap(({ comments }) => comments[field] ?? []).join('\n') || null

export const named = <Name extends string, T>(names: readonly Name[], value: (name: Name) => T) =>
  Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, T>
