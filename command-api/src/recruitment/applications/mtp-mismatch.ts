import type { MtpAnswers } from '@one-hcm/contracts/recruitment/applications/mtp-answers'
import type { MtpQuestions } from '@one-hcm/contracts/recruitment/job-offers/job-offer.events'

/** Per category, as many answers as questions and none of them blank (recruitment §2.6); the names of the wrong ones. */
export function mismatchedCategories(questions: MtpQuestions | null, answers: MtpAnswers | null): string[] {
  if (!questions) return []
  const fits = (asked: string[], given: string[] | undefined) =>
    (given ?? []).length === asked.length && (given ?? []).every((answer) => answer.trim() !== '')
  return [
    ...(fits(questions.questions_metier, answers?.reponses_metier) ? [] : ['metier']),
    ...(fits(questions.questions_talent, answers?.reponses_talent) ? [] : ['talent']),
    ...(fits(questions.questions_paradigme, answers?.reponses_paradigme) ? [] : ['paradigme']),
  ]
}
