import { z } from 'zod'
import type { EvaluationRow } from './evaluation.row.ts'
import { commonToWire, commonWire, named, remarkOn, score } from './evaluation.wire.ts'
import { each } from './evaluation-input.ts'
import { type EvaluationView, viewFor } from './evaluation-view.ts'
import {
  type EvaluationStep,
  gapLevels,
  protocol2Grid,
  protocol2Sections,
  protocol2TextFields,
  qcmFields,
  starFields,
  stepFields,
} from './protocol2-criteria.ts'
import { STAR_FACTOR } from './protocol2-input.ts'
import { meanCriterion, meanSection } from './scorecards.ts'
import { toScore } from './scoring.ts'

const stars = z.number().min(0).max(5).nullable()
const text = z.string().nullable()

/** An evaluation by protocol 2 (recruitment §2.11). The tests are out of 20, the newer criteria in stars. */
export const protocol2Wire = z
  .object({
    ...commonWire,
    ...each(qcmFields, score),
    ...each(starFields, stars),
    ...each(protocol2TextFields, text),
    gap_competences_level: z.enum(gapLevels).nullable(),
    qcm_role_completed: z.boolean(),
    qcm_codir_completed: z.boolean(),
    interview_completed: z.boolean(),
    physical_visit: z.boolean(),
    skills_gap_assessed: z.boolean(),
    job_sheet_created: z.boolean(),
    interview_notes: text,
    visit_notes: text,
    skills_gap_notes: text,
    simulation_date: text,
    simulation_time: text,
    simulation_scheduled_at: text.meta({ description: 'When day and time of the simulation were noted' }),
    exactitude: stars.meta({ deprecated: true, description: 'overall_score out of 5' }),
    scoring_model: z.enum(['simulation', 'qcm', 'global']).nullable(),
  })
  .meta({ id: 'Protocol2Evaluation' })
export type Protocol2Wire = z.infer<typeof protocol2Wire>

const sections = new Map<string, { section: (typeof protocol2Sections)[number]; isScore: boolean }>(
  protocol2Sections.flatMap((section) => [
    ...protocol2Grid[section].criteria.map((field) => [field, { section, isScore: false }] as const),
    ...[protocol2Grid[section].score ?? []].flat().map((field) => [field, { section, isScore: true }] as const),
  ]),
)

/** The one place where an evaluation by protocol 2 gets its wire form, as one reader may see it. */
export function protocol2ToWire(row: EvaluationRow, readerId: string): Protocol2Wire {
  const view = viewFor(row, readerId)
  const outOf20 = (field: string): number | null => {
    const { section, isScore } = sections.get(field)!
    return isScore ? meanSection(view.cards, section) : meanCriterion(view.cards, section, field)
  }
  return {
    ...commonToWire(row, view),
    ...named(qcmFields, outOf20),
    ...named(starFields, (field) => inStars(outOf20(field))),
    ...named(protocol2TextFields, (field) => remarkOn(view, field)),
    gap_competences_level: view.shown.findLast(({ gap_level }) => gap_level !== null)?.gap_level ?? null,
    qcm_role_completed: isDone(row, view, 'qcm_role'),
    qcm_codir_completed: isDone(row, view, 'qcm_codir'),
    interview_completed: isDone(row, view, 'interview'),
    physical_visit: isDone(row, view, 'physical_visit'),
    skills_gap_assessed: isDone(row, view, 'skills_gap'),
    job_sheet_created: isDone(row, view, 'job_sheet'),
    interview_notes: notesOn(row, view, 'interview'),
    visit_notes: notesOn(row, view, 'physical_visit'),
    skills_gap_notes: notesOn(row, view, 'skills_gap'),
    simulation_date: row.simulation?.date ?? null,
    simulation_time: row.simulation?.time ?? null,
    simulation_scheduled_at: row.simulation?.noted_at ?? null,
    exactitude: inStars(view.overallScore),
    scoring_model: row.scoring_model as Protocol2Wire['scoring_model'],
  }
}

const inStars = (value: number | null): number | null => (value === null ? null : toScore(value / STAR_FACTOR))

/** A step is done once somebody says so, or the score that it leads to is there (recruitment §3.5). */
function isDone(row: EvaluationRow, { cards }: EvaluationView, step: EvaluationStep): boolean {
  const { scoredBy } = stepFields[step]
  const scored =
    scoredBy && cards.some((card) => card[sections.get(scoredBy)!.section]?.criteria[scoredBy] !== undefined)
  return row.steps[step]?.completed === true || scored === true
}

function notesOn(row: EvaluationRow, { notesOf }: EvaluationView, step: EvaluationStep): string | null {
  const said = row.steps[step]
  return said && (notesOf === undefined || said.by === notesOf) ? said.notes : null
}
