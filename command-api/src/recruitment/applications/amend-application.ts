import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import {
  type ApplicationAttributes,
  type ApplicationTexts,
  isDecided,
} from '@one-hcm/contracts/recruitment/applications/application-content'
import type { JobOfferFacts } from '../job-offers/job-offer-facts.ts'
import type { ApplicationState } from './application.ts'
import { mismatchedCategories } from './mtp-mismatch.ts'

export type AmendApplication = {
  applicationId: string
  candidateId: string
  /** What was named; the rest stays as it is. */
  attributes: Partial<ApplicationAttributes>
  texts: Partial<ApplicationTexts>
}

/** A candidate corrects what they said in their application, until somebody has decided on it (recruitment §1.2). */
export function amendApplication(
  state: ApplicationState,
  { applicationId, candidateId, attributes, texts }: AmendApplication,
  offer: JobOfferFacts,
): Decision<ApplicationEvent> {
  if (state.stage !== 'submitted' || state.candidateId !== candidateId) return refuse('application-not-found')
  const changed = { attributes: differing(attributes, state.content), texts: differing(texts, state.content) }
  if (Object.keys(changed.attributes).length + Object.keys(changed.texts).length === 0) return []
  if (isDecided(state.status)) return refuse('application-decided')
  if (changed.texts.mtp_answers !== undefined) {
    const wrong = mismatchedCategories(offer.questions, changed.texts.mtp_answers)
    if (wrong.length > 0) return refuse('mtp-answers-mismatch', { categories: wrong.join(', ') })
  }
  return [
    {
      type: 'ApplicationAmended',
      data: {
        application_id: applicationId,
        candidate_id: candidateId,
        ...changed,
        decided_on: { job_offer_revision: offer.revision },
      },
    },
  ]
}

/** The named values that are not so already. What is erased equals nothing, so it never keeps anybody from writing. */
const differing = <T extends object>(named: T, known: Readonly<Record<string, unknown>>): Partial<T> =>
  Object.fromEntries(
    Object.entries(named).filter(
      ([field, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(known[field]),
    ),
  ) as Partial<T>
