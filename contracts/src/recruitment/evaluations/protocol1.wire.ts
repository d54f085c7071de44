import { z } from 'zod'
import type { Protocol1Row } from './protocol1.row.ts'
import {
  type CriterionField,
  criterionFields,
  protocol1Grid,
  protocol1Sections,
  type SectionScoreField,
  sectionScoreFields,
  type TextField,
  textFields,
} from './protocol1-criteria.ts'
import { GLOBAL_SCORE_FACTOR } from './protocol1-input.ts'
import { mean, meanSections, toScore } from './protocol1-scoring.ts'

const score = z.number().min(0).max(20).nullable()
const each = <Name extends string, S>(names: readonly Name[], schema: S): Record<Name, S> =>
  Object.fromEntries(names.map((name) => [name, schema])) as Record<Name, S>

/** An evaluation by protocol 1 (recruitment §2.10). Scores are means over the evaluators' cards, out of 20. */
export const protocol1Wire = z
  .object({
    id: z.uuid().meta({ description: "Equals the application's id: an application has one evaluation by protocol 1" }),
    application_id: z.uuid(),
    evaluator_id: z.string().nullable().meta({ description: 'Who began to score; null while nobody has' }),
    evaluator_ids: z.array(z.string()),
    status: z.enum(['pending', 'in_progress', 'completed', 'rejected']),
    completed: z.boolean(),
    passed: z.boolean().nullable(),
    documents_verified: z.boolean(),
    ...each(criterionFields, score),
    ...each(sectionScoreFields, score),
    ...each(textFields, z.string().nullable()),
    adherence_metier: z.boolean().nullable(),
    adherence_talent: z.boolean().nullable(),
    adherence_paradigme: z.boolean().nullable(),
    overall_score: score,
    total_score: score.meta({ deprecated: true, description: 'Alias of overall_score' }),
    score: z.number().nullable().meta({ deprecated: true, description: 'overall_score out of 100' }),
    scoring_model: z.enum(['weighted-sections', 'global']).nullable(),
    scoring_version: z.string().nullable(),
    general_summary: z.string().nullable(),
    interview_date: z.string().nullable(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'Protocol1Evaluation' })
export type Protocol1Wire = z.infer<typeof protocol1Wire>

/** The one place where an evaluation gets its wire form, with the fields that older clients read. */
export function protocol1ToWire(row: Protocol1Row): Protocol1Wire {
  const cards = row.cards.map(({ sections }) => sections)
  const criteria: Record<string, number | null> = {}
  for (const section of protocol1Sections)
    for (const field of protocol1Grid[section].criteria)
      criteria[field] = mean(cards.flatMap((card) => card[section]?.criteria[field] ?? []))
  const { documentary, mtp, interview } = meanSections(cards)
  const sectionScores = { documentary_score: documentary, mtp_score: mtp, interview_score: interview }
  return {
    id: row.id,
    application_id: row.application_id,
    evaluator_id: row.cards[0]?.evaluator_id ?? null,
    evaluator_ids: row.cards.map(({ evaluator_id }) => evaluator_id),
    status: row.status,
    completed: row.status === 'completed',
    passed: row.passed,
    documents_verified: row.documents_verified,
    ...named<CriterionField, number>(criterionFields, criteria),
    ...named<SectionScoreField, number>(sectionScoreFields, sectionScores),
    ...named<TextField, string>(textFields, remarksOf(row)),
    adherence_metier: row.adherence_metier,
    adherence_talent: row.adherence_talent,
    adherence_paradigme: row.adherence_paradigme,
    overall_score: row.overall_score,
    total_score: row.overall_score,
    score: row.overall_score === null ? null : toScore(row.overall_score * GLOBAL_SCORE_FACTOR),
    scoring_model: row.scoring_model,
    scoring_version: row.scoring_version,
    general_summary: row.general_summary,
    interview_date: row.interview_date,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

/** Several evaluators' remarks on one thing, one after the other. */
function remarksOf({ cards }: Protocol1Row): Record<string, string | null> {
  const remarks: Record<string, string | null> = {}
  for (const field of textFields)
    remarks[field] = cards.flatMap(({ comments }) => comments[field] ?? []).join('\n') || null
  return remarks
}

const named = <Name extends string, T>(names: readonly Name[], values: Readonly<Record<string, T | null>>) =>
  Object.fromEntries(names.map((name) => [name, values[name] ?? null])) as Record<Name, T | null>
