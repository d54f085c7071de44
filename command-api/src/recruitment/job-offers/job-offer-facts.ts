import type { MtpQuestions } from '@one-hcm/contracts/recruitment/job-offers/job-offer.events'
import type { CommandExecutor } from '@one-hcm/platform/commands/executor'
import { jobOffer } from './job-offer.ts'

/** What other aggregates of recruitment decide by about an offer. */
export type JobOfferFacts = {
  status: 'none' | 'draft' | 'active' | 'closed' | 'archived'
  audience: 'tous' | 'interne' | 'externe'
  recruiterId: string
  /** ISO-8601, UTC; null for an offer without one. */
  deadline: string | null
  questions: MtpQuestions | null
  /** Whether its first application was let in already. */
  hasApplications: boolean
  /** Of the offer's stream: recorded in the event that relied on it. */
  revision: number
}

export async function jobOfferFacts(executor: CommandExecutor, id: string): Promise<JobOfferFacts> {
  const { state, revision } = await executor.facts(jobOffer, id)
  if (state.status === 'none')
    return {
      status: 'none',
      audience: 'tous',
      recruiterId: '',
      deadline: null,
      questions: null,
      hasApplications: false,
      revision,
    }
  const { content } = state
  return {
    status: state.status,
    audience: content.offer_status,
    recruiterId: state.recruiterId,
    deadline: content.application_deadline,
    questions: content.questions_mtp,
    hasApplications: state.hasApplications,
    revision,
  }
}
