import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { Refusal } from '@one-hcm/contracts/kernel/refusal'
import type {
  JobOfferContent,
  JobOfferEvent,
  MtpQuestions,
} from '@one-hcm/contracts/recruitment/job-offers/job-offer.events'
import type { JobOfferInput } from '@one-hcm/contracts/recruitment/job-offers/job-offer-input'
import { gapsBeforePublication } from '@one-hcm/contracts/recruitment/job-offers/job-offer-rules'
import type { QuestionsInput } from '@one-hcm/contracts/recruitment/job-offers/mtp-questions'
import type { RefusalCode } from '@one-hcm/contracts/refusals'

/** An offer of which nothing but the title is known. */
const blank = (title: string): JobOfferContent => ({
  title,
  description: null,
  location: null,
  contract_type: null,
  department: null,
  salary_min: null,
  salary_max: null,
  salary_note: null,
  requirements: null,
  benefits: null,
  responsibilities: null,
  offer_status: 'tous',
  application_deadline: null,
  start_date: null,
  reporting_line: null,
  profile: null,
  categorie_metier: null,
  job_grade: null,
  questions_mtp: null,
})

/** What an offer says after a request: named fields replaced, the others as they were. */
export function rewritten(content: JobOfferContent | undefined, input: JobOfferInput): JobOfferContent {
  const { status: _status, questions_mtp, ...fields } = input
  const before = content ?? blank(fields.title ?? '')
  const named = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  return { ...before, ...named, questions_mtp: rewrittenQuestions(before.questions_mtp, questions_mtp) }
}

function rewrittenQuestions(before: MtpQuestions | null, input: QuestionsInput): MtpQuestions | null {
  if (input === undefined) return before
  const questions = {
    questions_metier: input?.questions_metier ?? before?.questions_metier ?? [],
    questions_talent: input?.questions_talent ?? before?.questions_talent ?? [],
    questions_paradigme: input?.questions_paradigme ?? before?.questions_paradigme ?? [],
  }
  return input === null || Object.values(questions).every((axis) => axis.length === 0) ? null : questions
}

/** Why an offer cannot say this, in whatever state it is. */
export function contradictionIn({ salary_min, salary_max }: JobOfferContent): Refusal<RefusalCode> | undefined {
  if (salary_min === null || salary_max === null || salary_min <= salary_max) return undefined
  return refuse('job-offer-salary-range', { min: salary_min, max: salary_max }, [
    { pointer: '/salary_min', message: `≤ ${salary_max}` },
  ])
}

/** Why an offer that says this cannot be open, naming each field that is missing. */
export function incompletenessOf(
  content: JobOfferContent,
  from: 'new' | 'draft' | 'active',
): Refusal<RefusalCode> | undefined {
  const gaps = gapsBeforePublication(content, from)
  if (gaps.length === 0) return undefined
  const fields = gaps.map(({ pointer, message }) => `${pointer.slice(1)} (${message})`).join(', ')
  return refuse('job-offer-incomplete', { fields }, gaps)
}

export const published = (id: string, content: JobOfferContent): JobOfferEvent => ({
  type: 'JobOfferPublished',
  data: { job_offer_id: id, deadline: content.application_deadline },
})

export type JobOfferDecision = Decision<JobOfferEvent>
