import { z } from 'zod'
import type { EvaluationRow } from './evaluation.row.ts'
import { commonToWire, commonWire, named, remarkOn, score } from './evaluation.wire.ts'
import { each } from './evaluation-input.ts'
import { viewFor } from './evaluation-view.ts'
import {
  criterionFields,
  protocol1Grid,
  protocol1Sections,
  sectionScoreFields,
  textFields,
  weightedSections,
} from './protocol1-criteria.ts'
import { GLOBAL_SCORE_FACTOR } from './protocol1-input.ts'
import { meanCriterion, meanSection } from './scorecards.ts'
import { toScore } from './scoring.ts'

/** An evaluation by protocol 1 (recruitment §2.10). Scores are means over the cards shown, out of 20. */
export const protocol1Wire = z
  .object({
    ...commonWire,
    documents_verified: z.boolean(),
    ...each(criterionFields, score),
    ...each(sectionScoreFields, score),
    ...each(textFields, z.string().nullable()),
    adherence_metier: z.boolean().nullable(),
    adherence_talent: z.boolean().nullable(),
    adherence_paradigme: z.boolean().nullable(),
    score: z.number().nullable().meta({ deprecated: true, description: 'overall_score out of 100' }),
    scoring_model: z.enum(['weighted-sections', 'global']).nullable(),
    general_summary: z.string().nullable(),
    interview_date: z.string().nullable(),
  })
  .meta({ id: 'Protocol1Evaluation' })
export type Protocol1Wire = z.infer<typeof protocol1Wire>

const sectionOfCriterion = new Map<string, (typeof protocol1Sections)[number]>(
  protocol1Sections.flatMap((section) => protocol1Grid[section].criteria.map((field) => [field, section] as const)),
)
const sectionOfScore = new Map<string, (typeof weightedSections)[number]>(
  weightedSections.map((section) => [protocol1Grid[section].score, section]),
)

/** The one place where an evaluation by protocol 1 gets its wire form, as one reader may see it. */
export function protocol1ToWire(row: EvaluationRow, readerId: string): Protocol1Wire {
  const view = viewFor(row, readerId)
  const { cards, overallScore, opinion } = view
  return {
    ...commonToWire(row, view),
    documents_verified: row.documents_verified,
    ...named(criterionFields, (field) => meanCriterion(cards, sectionOfCriterion.get(field)!, field)),
    ...named(sectionScoreFields, (field) => meanSection(cards, sectionOfScore.get(field)!)),
    ...named(textFields, (field) => remarkOn(view, field)),
    adherence_metier: opinion?.adherence_metier ?? null,
    adherence_talent: opinion?.adherence_talent ?? null,
    adherence_paradigme: opinion?.adherence_paradigme ?? null,
    score: overallScore === null ? null : toScore(overallScore * GLOBAL_SCORE_FACTOR),
    scoring_model: row.scoring_model as Protocol1Wire['scoring_model'],
    general_summary: opinion?.general_summary ?? null,
    interview_date: row.interview_date,
  }
}
