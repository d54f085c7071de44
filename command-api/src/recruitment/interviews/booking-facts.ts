import type { CommandExecutor } from '@one-hcm/platform/commands/executor'
import { application } from '../applications/application.ts'
import { personName } from '../facts.ts'
import { jobOffer } from '../job-offers/job-offer.ts'
import type { BookingFacts } from './book-interview.ts'

/** What is known of an application that is given an interview: its status, and the names that stand in the calendar. */
export type BookingKnowledge = Pick<BookingFacts, 'application'> & {
  /** Null once the candidate is erased. */
  candidateName: string | null
  jobTitle: string | null
}

const nothing: BookingKnowledge = { application: undefined, candidateName: null, jobTitle: null }

/** Reads the application, its candidate's account and its offer, each up to the end of its stream. */
export async function bookingKnowledge(executor: CommandExecutor, applicationId: string): Promise<BookingKnowledge> {
  const { state, revision } = await executor.facts(application, applicationId)
  if (state.stage !== 'submitted') return nothing
  const { status, candidateId, jobOfferId } = state
  const [candidateName, offer] = await Promise.all([
    personName(executor, candidateId),
    executor.facts(jobOffer, jobOfferId),
  ])
  return {
    application: { status, candidateId, jobOfferId, revision },
    candidateName,
    jobTitle: offer.state.status === 'none' ? null : offer.state.content.title,
  }
}
