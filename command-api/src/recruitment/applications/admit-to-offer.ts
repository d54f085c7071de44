import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import type { CommandExecutor } from '@one-hcm/platform/commands/executor'
import { admitFirstApplication } from '../job-offers/admit-first-application.ts'
import { jobOffer } from '../job-offers/job-offer.ts'
import { type JobOfferFacts, jobOfferFacts } from '../job-offers/job-offer-facts.ts'
import { application } from './application.ts'
import { type SubmissionFacts, type SubmitApplication, submitApplication } from './submit-application.ts'

/**
 * What a submission relies on about its offer, once the offer itself knows that it has applications. Only the first
 * submission that would be accepted tells it, and before it is made: an application never exists in an offer that could
 * still be unpublished or deleted. Resolves with a refusal when the offer was closed or deleted meanwhile.
 */
export async function admitToOffer(
  executor: CommandExecutor,
  command: CommandContext,
  submission: SubmitApplication,
  candidate: SubmissionFacts['candidate'],
): Promise<JobOfferFacts | Refusal<RefusalCode>> {
  const { applicationId, jobOfferId } = submission
  const offer = await jobOfferFacts(executor, jobOfferId)
  if (offer.hasApplications) return offer
  const { now } = command
  const { state } = await executor.facts(application, applicationId)
  // Who is refused anyway leaves no trace in the offer, and hears why from the decision itself.
  if (isRefusal(submitApplication(state, submission, { candidate, offer, now }))) return offer
  const admitted = await executor.execute(
    {
      ...command,
      // A command of its own: headers and idempotency key of the submission mean the application.
      commandId: deriveId('admission', command.commandId),
      causationId: command.commandId,
      fingerprint: undefined,
      ifMatch: undefined,
    },
    {
      aggregate: jobOffer,
      id: jobOfferId,
      decide: (known) => admitFirstApplication(known, { jobOfferId, applicationId, now }),
    },
  )
  return isRefusal(admitted) ? admitted : jobOfferFacts(executor, jobOfferId)
}
