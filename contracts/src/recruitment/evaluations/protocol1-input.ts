import { z } from 'zod'
import {
  criterionFields,
  type Protocol1Section,
  protocol1Grid,
  protocol1Sections,
  sectionScoreFields,
  textFields,
} from './protocol1-criteria.ts'
import { toScore } from './protocol1-scoring.ts'

/** 0 to 20 with two decimals, as a number or, as the original sent it, as text. Null says nothing. */
const score = z
  .preprocess(
    (value) => (typeof value === 'string' && /^\d{1,3}(?:\.\d+)?$/.test(value.trim()) ? Number(value) : value),
    z.number().min(0).max(20),
  )
  .transform(toScore)
  .nullish()
const remark = z.string().max(5000).nullish()

const each = <Name extends string, S>(names: readonly Name[], schema: S): Record<Name, S> =>
  Object.fromEntries(names.map((name) => [name, schema])) as Record<Name, S>

/**
 * An evaluation by protocol 1 as clients send it (recruitment §2.10): any part of the grid, or the older client's single
 * `score` out of 100 with `notes`. Fields that are not named, or null, stay as they are. Totals are never taken from the
 * client, and the evaluator is the caller.
 */
export const protocol1Input = z.object({
  ...each(criterionFields, score),
  ...each(sectionScoreFields, score),
  ...each(textFields, remark),
  score: z.number().min(0).max(100).nullish().meta({ deprecated: true, description: 'One score out of 100' }),
  status: z.enum(['pending', 'in_progress', 'completed', 'rejected']).nullish(),
  completed: z.boolean().nullish(),
  documents_verified: z.boolean().nullish(),
  adherence_metier: z.boolean().nullish(),
  adherence_talent: z.boolean().nullish(),
  adherence_paradigme: z.boolean().nullish(),
  general_summary: z.string().max(10_000).nullish(),
  interview_date: z.iso.datetime({ offset: true }).or(z.iso.date()).nullish(),
})

type GivenSection = {
  criteria: Readonly<Record<string, number>>
  /** The section's own figure, if the client gave one. */
  score: number | null
  comments: Readonly<Record<string, string>>
}

/** What one request says about an evaluation; what is absent stays as it is. */
export type Protocol1Statement = {
  sections: Readonly<Partial<Record<Protocol1Section, GivenSection>>>
  verdict: 'completed' | 'rejected' | undefined
  documentsVerified: boolean | undefined
  adherence: { metier: boolean | undefined; talent: boolean | undefined; paradigme: boolean | undefined }
  generalSummary: string | undefined
  /** ISO-8601, UTC. */
  interviewDate: string | undefined
}

/** The older client's score lies between 0 and 100, ours between 0 and 20. */
export const GLOBAL_SCORE_FACTOR = 5

/** Sorts a request's fields into the sections of the grid. */
export function statementOf(body: z.output<typeof protocol1Input>): Protocol1Statement {
  const given: Readonly<Record<string, unknown>> = {
    ...body,
    global_score: typeof body.score === 'number' ? toScore(body.score / GLOBAL_SCORE_FACTOR) : undefined,
  }
  const sections: Partial<Record<Protocol1Section, GivenSection>> = {}
  for (const section of protocol1Sections) {
    const { score: scoreField, criteria, texts } = protocol1Grid[section]
    const statement: GivenSection = {
      criteria: pick<number>(given, criteria),
      score: scoreField === undefined ? null : ((given[scoreField] as number | null | undefined) ?? null),
      comments: pick<string>(given, texts),
    }
    const isEmpty =
      statement.score === null && Object.keys({ ...statement.criteria, ...statement.comments }).length === 0
    if (!isEmpty) sections[section] = statement
  }
  return {
    sections,
    verdict: body.status === 'rejected' ? 'rejected' : verdictOf(body),
    documentsVerified: body.documents_verified ?? undefined,
    adherence: {
      metier: body.adherence_metier ?? undefined,
      talent: body.adherence_talent ?? undefined,
      paradigme: body.adherence_paradigme ?? undefined,
    },
    generalSummary: body.general_summary ?? undefined,
    interviewDate: body.interview_date ? new Date(body.interview_date).toISOString() : undefined,
  }
}

const verdictOf = ({ status, completed }: z.output<typeof protocol1Input>) =>
  status === 'completed' || completed === true ? 'completed' : undefined

const pick = <T>(given: Readonly<Record<string, unknown>>, fields: readonly string[]): Record<string, T> =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const value = given[field]
      return value === undefined || value === null ? [] : [[field, value as T]]
    }),
  )
