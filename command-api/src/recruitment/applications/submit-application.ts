import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import {
  labelsOf,
  requiredDocumentTypes,
  type StoredDocument,
} from '@one-hcm/contracts/recruitment/applications/application-document'
import type { MtpAnswers } from '@one-hcm/contracts/recruitment/applications/mtp-answers'
import { audiencesFor, whyNotOpen } from '@one-hcm/contracts/recruitment/job-offers/job-offer-rules'
import type { CandidateFacts } from '../facts.ts'
import type { JobOfferFacts } from '../job-offers/job-offer-facts.ts'
import type { ApplicationState } from './application.ts'
import { mismatchedCategories } from './mtp-mismatch.ts'

export type SubmitApplication = {
  applicationId: string
  candidateId: string
  jobOfferId: string
  /** As the body named it, if it did. */
  claimedCandidateId: string | undefined
  availabilityStart: string | null
  hasBeenManager: boolean
  references: {
    reference_contacts: string | null
    ref_entreprise: string | null
    ref_fullname: string | null
    ref_mail: string | null
    ref_contact: string | null
  }
  mtpAnswers: MtpAnswers | null
  documents: readonly (StoredDocument & { file_name: string; sha256: string })[]
}

/** What the decision relies on beside the application itself. */
export type SubmissionFacts = { candidate: CandidateFacts; offer: JobOfferFacts; now: string }

/** A candidate applies for an offer (recruitment §2.6, §2.7, §3.2): open, visible, complete, and only once. */
export function submitApplication(
  state: ApplicationState,
  command: SubmitApplication,
  { candidate, offer, now }: SubmissionFacts,
): Decision<ApplicationEvent> {
  if (command.claimedCandidateId !== undefined && command.claimedCandidateId !== command.candidateId)
    return refuse('candidate-mismatch')
  if (!candidate.active) return refuse('account-not-active')
  if (offer.status === 'none' || !isVisibleTo(offer, candidate)) return refuse('job-offer-not-found')
  if (state.stage !== 'none') return refuse('application-duplicate')
  const notOpen = whyNotOpen({ status: offer.status, deadline: offer.deadline }, now)
  if (notOpen) return refuse(notOpen)

  const wrongCategories = mismatchedCategories(offer.questions, command.mtpAnswers)
  if (wrongCategories.length > 0) return refuse('mtp-answers-mismatch', { categories: wrongCategories.join(', ') })
  const types = command.documents.map(({ document_type }) => document_type)
  const missing = requiredDocumentTypes.filter((type) => !types.includes(type))
  if (missing.length > 0) return refuse('documents-missing', { missing: labelsOf(missing) })
  const repeated = requiredDocumentTypes.filter((type) => types.filter((other) => other === type).length > 1)
  if (repeated.length > 0) return refuse('document-duplicate-type', { types: labelsOf(repeated) })

  return [
    {
      type: 'ApplicationSubmitted',
      data: {
        application_id: command.applicationId,
        candidate_id: command.candidateId,
        job_offer_id: command.jobOfferId,
        recruiter_id: offer.recruiterId,
        candidate_status: candidate.candidateStatus,
        availability_start: command.availabilityStart,
        has_been_manager: command.hasBeenManager,
        ...command.references,
        mtp_answers: command.mtpAnswers,
        documents: command.documents.map(({ file_name: _name, sha256: _hash, ...stored }) => stored),
        document_details: Object.fromEntries(
          command.documents.map(({ document_id, file_name, sha256 }) => [document_id, { file_name, sha256 }]),
        ),
        decided_on: { candidate_revision: candidate.revision, job_offer_revision: offer.revision },
      },
    },
  ]
}

/** Offers that were never opened to this candidate's audience do not exist for them (D-03). */
function isVisibleTo(offer: JobOfferFacts, candidate: CandidateFacts): boolean {
  if (offer.status === 'draft' || offer.status === 'archived') return false
  return audiencesFor(candidate.candidateStatus).includes(offer.audience)
}
