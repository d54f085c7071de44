import { type EvaluationSection, gridOf, type Protocol } from './evaluation-grid.ts'
import type { EvaluationStep, GapLevel } from './protocol2-criteria.ts'

/** What a request says about one section. */
export type GivenSection = {
  criteria: Readonly<Record<string, number>>
  /** The section's own figure, if the client gave one. */
  score: number | null
  comments: Readonly<Record<string, string>>
}

/** What one request says about an evaluation, all scores out of 20; what is absent stays as it is. */
export type EvaluationStatement = {
  sections: Readonly<Partial<Record<EvaluationSection, GivenSection>>>
  /** Belongs to the section `competence`. */
  gapLevel?: GapLevel | undefined
  /** `in_progress` with a reason takes a decided evaluation up again, or keeps one open; else it says nothing. */
  verdict?: 'completed' | 'rejected' | 'in_progress' | undefined
  /** Why: of a rejection or a correction. */
  reason?: string | undefined
  /** Complete a panel's evaluation with the cards that are there. */
  closePanel?: boolean | undefined
  documentsVerified?: boolean | undefined
  adherence?: { metier?: boolean | undefined; talent?: boolean | undefined; paradigme?: boolean | undefined }
  generalSummary?: string | undefined
  /** ISO-8601, UTC. */
  interviewDate?: string | undefined
  steps?: Readonly<Partial<Record<EvaluationStep, { completed?: boolean | undefined; notes?: string | undefined }>>>
  simulation?: { date?: string | undefined; time?: string | undefined }
}

/** Sorts fields, whose scores are out of 20 already, into the sections of a protocol's grid. */
export function sectionsGiven(
  protocol: Protocol,
  given: Readonly<Record<string, unknown>>,
): EvaluationStatement['sections'] {
  const sections: Partial<Record<EvaluationSection, GivenSection>> = {}
  for (const [section, { score: scoreField, criteria, texts }] of gridOf(protocol)) {
    const statement: GivenSection = {
      criteria: pick<number>(given, criteria),
      score: scoreField === undefined ? null : ((given[scoreField] as number | null | undefined) ?? null),
      comments: pick<string>(given, texts),
    }
    const isEmpty =
      statement.score === null && Object.keys({ ...statement.criteria, ...statement.comments }).length === 0
    if (!isEmpty) sections[section] = statement
  }
  return sections
}

type VerdictFields = {
  status?: 'pending' | 'in_progress' | 'completed' | 'rejected' | null | undefined
  completed?: boolean | null | undefined
}

/** What a request decides; the flag alone, when it is not set, decides nothing. */
export function verdictOf({ status, completed }: VerdictFields): EvaluationStatement['verdict'] {
  if (status === 'rejected') return 'rejected'
  if (status === 'completed' || completed === true) return 'completed'
  return status === 'in_progress' ? 'in_progress' : undefined
}

const pick = <T>(given: Readonly<Record<string, unknown>>, fields: readonly string[]): Record<string, T> =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const value = given[field]
      return value === undefined || value === null ? [] : [[field, value as T]]
    }),
  )
