import type { EvaluationSection } from '@one-hcm/contracts/recruitment/evaluations/evaluation-grid'
import type { EvaluationStatement } from '@one-hcm/contracts/recruitment/evaluations/evaluation-statement'
import { sectionScore } from '@one-hcm/contracts/recruitment/evaluations/scoring'
import type { Card } from './evaluation.ts'

/** A section of a card after a statement; undefined when that says nothing new about it. */
export function rescored(card: Card | undefined, section: EvaluationSection, statement: EvaluationStatement) {
  const level = section === 'competence' ? statement.gapLevel : undefined
  const given = statement.sections[section] ?? (level && { criteria: {}, comments: {}, score: null })
  if (!given) return undefined
  const known = card?.sections[section]
  const knownComments = card?.remarks[section] ?? {}
  const criteria = { ...known?.criteria, ...given.criteria }
  const comments = { ...knownComments, ...given.comments }
  const score = sectionScore(criteria, given.score ?? known?.score ?? null)
  const gapLevel = section === 'competence' ? (level ?? card?.gapLevel ?? null) : null
  const isNew =
    !known ||
    !same({ criteria, score }, known) ||
    !same(comments, knownComments) ||
    (section === 'competence' && gapLevel !== (card?.gapLevel ?? null))
  return isNew ? { criteria, comments, score, gapLevel } : undefined
}

/** Plain values with their keys in the same order: both sides are merged from the older one. */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
