import { refuse } from '@one-hcm/contracts/kernel/decision'
import { enveloped } from '@one-hcm/contracts/kernel/envelope'
import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import {
  DRAFT_MAX_BYTES,
  type DraftContent,
  draftBytes,
  draftToWire,
} from '@one-hcm/contracts/recruitment/drafts/draft.wire'
import {
  discardDraftOfApplicationRoute,
  saveDraftOfApplicationRoute,
} from '@one-hcm/contracts/recruitment/drafts/draft-of-application.route'
import {
  discardDraftByOfferRoute,
  discardDraftRoute,
  saveDraftByOfferRoute,
  saveDraftRoute,
} from '@one-hcm/contracts/recruitment/drafts/draft-of-offer.route'
import { audiencesFor } from '@one-hcm/contracts/recruitment/job-offers/job-offer-rules'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import { type Caller, type Endpoint, endpoint, type Reply } from '@one-hcm/platform/http/exchange'
import { application } from '../applications/application.ts'
import type { RecruitmentDependencies } from '../dependencies.ts'
import { candidateFacts } from '../facts.ts'
import { jobOfferFacts } from '../job-offers/job-offer-facts.ts'

/**
 * Drafts are rows, not events: saved every few seconds, worth nothing once the application is submitted. A save is one
 * statement; who reads next reads the same row.
 */
export function draftEndpoints({ executor, drafts }: Pick<RecruitmentDependencies, 'executor' | 'drafts'>): Endpoint[] {
  const save = async (user: Caller, jobOfferId: string, content: DraftContent, now: string) => {
    if (draftBytes(content) > DRAFT_MAX_BYTES) return refuse('draft-too-large', { limit: DRAFT_MAX_BYTES })
    const { form_data, ui_state } = content
    const times = await drafts.put({ personId: user.id, subjectId: jobOfferId }, { form_data, ui_state }, now)
    const draft = draftToWire({ user_id: user.id, job_offer_id: jobOfferId }, content, times)
    return { body: enveloped(draft, 'Brouillon enregistré') }
  }
  const discard = async (user: Caller, jobOfferId: string): Promise<Reply> => {
    await drafts.remove({ personId: user.id, subjectId: jobOfferId })
    return {}
  }

  /** Why nobody puts anything down for an offer: there is none that they could see (recruitment §3.2). */
  const whyNoDraft = async (user: Caller, jobOfferId: string): Promise<Refusal<RefusalCode> | undefined> => {
    const offer = await jobOfferFacts(executor, jobOfferId)
    const isThere = offer.status === 'active' || offer.status === 'closed'
    if (!isThere) return refuse('job-offer-not-found')
    if (offer.audience === 'tous') return undefined
    const { candidateStatus } = await candidateFacts(executor, user.id)
    return audiencesFor(candidateStatus).includes(offer.audience) ? undefined : refuse('job-offer-not-found')
  }
  const offerOf = async (user: Caller, applicationId: string): Promise<string | Refusal<RefusalCode>> => {
    const { state } = await executor.facts(application, applicationId)
    const isOwn = state.stage === 'submitted' && state.candidateId === user.id
    return isOwn ? state.jobOfferId : refuse('application-not-found')
  }

  return [
    ...[saveDraftByOfferRoute, saveDraftRoute].map((route) =>
      endpoint(route, async ({ body, user, command }) => {
        const refused = await whyNoDraft(user, body.job_offer_id)
        return refused ?? save(user, body.job_offer_id, body, command.now)
      }),
    ),
    ...[discardDraftByOfferRoute, discardDraftRoute].map((route) =>
      endpoint(route, ({ query, user }) => discard(user, query.job_offer_id)),
    ),
    endpoint(saveDraftOfApplicationRoute, async ({ params, body, user, command }) => {
      const offer = await offerOf(user, params.id)
      return isRefusal(offer) ? offer : save(user, offer, body, command.now)
    }),
    endpoint(discardDraftOfApplicationRoute, async ({ params, user }) => {
      const offer = await offerOf(user, params.id)
      return isRefusal(offer) ? offer : discard(user, offer)
    }),
  ]
}
