import { z } from 'zod'

/** Most questions an offer may ask per axis (recruitment §2.5, D-07). */
export const questionsMax = { questions_metier: 7, questions_talent: 3, questions_paradigme: 3 } as const

const question = z.string().trim().min(1).max(1000)
const axis = (max: number) => z.array(question).max(max).optional()

/** Questions by axis; an axis that is not named stays as it is. Null removes them all. */
export const questionsInput = z
  .object({
    questions_metier: axis(questionsMax.questions_metier),
    questions_talent: axis(questionsMax.questions_talent),
    questions_paradigme: axis(questionsMax.questions_paradigme),
  })
  .nullish()
export type QuestionsInput = z.output<typeof questionsInput>

const axes = ['metier', 'talent', 'paradigme'] as const

/**
 * The questions of a request in their canonical form. `questions_mtp` names all axes at once; the forms of other clients
 * name one each: a text with a question per line (`question_metier`) or a list (`mtp_questions_metier`), blanks dropped.
 */
export function canonicalQuestions(input: Readonly<Record<string, unknown>>): unknown {
  const { questions_mtp: given } = input
  if (given !== undefined && given !== null) {
    if (typeof given !== 'object' || Array.isArray(given)) return given
    return { questions_metier: [], questions_talent: [], questions_paradigme: [], ...given }
  }
  const named = axes.flatMap((name): [string, unknown][] => {
    const value = input[`question_${name}`] ?? input[`mtp_questions_${name}`]
    return value === undefined || value === null ? [] : [[`questions_${name}`, withoutBlanks(value)]]
  })
  return named.length > 0 ? Object.fromEntries(named) : given
}

function withoutBlanks(value: unknown): unknown {
  const list = typeof value === 'string' ? value.split(/\r?\n/) : value
  return Array.isArray(list) ? list.filter((line) => typeof line !== 'string' || line.trim() !== '') : list
}
