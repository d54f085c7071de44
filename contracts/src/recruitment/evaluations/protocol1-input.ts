import { z } from 'zod'
import { commonInput, each, mark, remark } from './evaluation-input.ts'
import { type EvaluationStatement, sectionsGiven, verdictOf } from './evaluation-statement.ts'
import { criterionFields, sectionScoreFields, textFields } from './protocol1-criteria.ts'
import { toScore } from './scoring.ts'

/** The scales that scores may be given on: out of 20, in stars, in per cent (recruitment §3.4). */
const scales = [20, 5, 100] as const
const scoreFields = [...criterionFields, ...sectionScoreFields]

/** An evaluation by protocol 1 as its routes describe it; every score lies between 0 and 20, or the `scale` that is named. */
const fields = z.object({
  ...each(scoreFields, mark(100)),
  ...each(textFields, remark),
  scale: z
    .literal(scales)
    .default(20)
    .meta({ description: "What the body's scores are out of: 20, 5 (stars, four points each) or 100" }),
  score: mark(100).meta({ deprecated: true, description: 'One score out of 100' }),
  ...commonInput,
  documents_verified: z.boolean().nullish(),
  adherence_metier: z.boolean().nullish(),
  adherence_talent: z.boolean().nullish(),
  adherence_paradigme: z.boolean().nullish(),
  general_summary: z.string().max(10_000).nullish(),
  interview_date: z.iso
    .datetime({ offset: true, local: true })
    .or(z.iso.date())
    .nullish()
    .meta({ description: 'Without a zone it is UTC' }),
})
type Fields = z.output<typeof fields>

/** No score is above the scale it is given on. */
const withinScale = (body: Pick<Fields, 'scale' | (typeof scoreFields)[number]>, context: z.core.$RefinementCtx) => {
  for (const field of scoreFields) {
    const given = body[field]
    if (typeof given === 'number' && given > body.scale)
      context.addIssue({
        code: 'too_big',
        origin: 'number',
        maximum: body.scale,
        inclusive: true,
        input: given,
        path: [field],
      })
  }
}

/**
 * An evaluation by protocol 1 as clients send it (recruitment §2.10): any part of the grid, or the older client's single
 * `score` out of 100 with `notes`. Fields that are not named, or null, stay as they are.
 */
export const protocol1Input = fields.superRefine(withinScale)
export const newProtocol1Input = fields.extend({ application_id: z.uuid() }).superRefine(withinScale)

/** Sorts a request's fields into the sections of the grid, out of 20. */
export function protocol1Statement(body: Fields): EvaluationStatement {
  const given: Record<string, unknown> = { ...body }
  for (const field of scoreFields) {
    const score = body[field]
    if (typeof score === 'number') given[field] = toScore((score * 20) / body.scale)
  }
  // The older client's one score lies between 0 and 100, whatever the grid's scale. Beside scores of the grid it is only
  // the total that was read, sent back.
  const isWhole = typeof body.score === 'number' && scoreFields.every((field) => typeof body[field] !== 'number')
  given.global_score = isWhole ? toScore(body.score! / GLOBAL_SCORE_FACTOR) : undefined
  return {
    sections: sectionsGiven(1, given),
    verdict: verdictOf(body),
    reason: body.reason || undefined,
    closePanel: body.close_panel ?? undefined,
    documentsVerified: body.documents_verified ?? undefined,
    adherence: {
      metier: body.adherence_metier ?? undefined,
      talent: body.adherence_talent ?? undefined,
      paradigme: body.adherence_paradigme ?? undefined,
    },
    generalSummary: body.general_summary ?? undefined,
    interviewDate: body.interview_date ? instant(body.interview_date) : undefined,
  }
}

/** The older client's score lies between 0 and 100, ours between 0 and 20. */
export const GLOBAL_SCORE_FACTOR = 5

/** A moment as ISO-8601 in UTC. */
const instant = (value: string): string =>
  new Date(value.length === 10 || /(?:Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`).toISOString()
