import { refuse } from '@one-hcm/contracts/kernel/decision'
import { type DraftContent, draftToWire } from '@one-hcm/contracts/recruitment/drafts/draft.wire'
import { getDraftOfApplicationRoute } from '@one-hcm/contracts/recruitment/drafts/draft-of-application.route'
import { getDraftByOfferRoute, getDraftRoute } from '@one-hcm/contracts/recruitment/drafts/draft-of-offer.route'
import { type Caller, type Endpoint, endpoint, type Reply } from '@one-hcm/platform/http/exchange'
import { findApplicationRow } from '../applications/find-applications.ts'
import type { RecruitmentDependencies } from '../dependencies.ts'

/** What candidates have put down, read where it was saved: a read shows the save before it without waiting for anything. */
export function draftEndpoints({
  readModels,
  drafts,
}: Pick<RecruitmentDependencies, 'readModels' | 'drafts'>): Endpoint[] {
  const draftFor = async (user: Caller, jobOfferId: string): Promise<Reply> => {
    const kept = await drafts.get({ personId: user.id, subjectId: jobOfferId })
    const key = { user_id: user.id, job_offer_id: jobOfferId }
    return { body: { success: true, data: kept ? draftToWire(key, kept.value as DraftContent, kept) : null } }
  }
  return [
    ...[getDraftByOfferRoute, getDraftRoute].map((route) =>
      endpoint(route, ({ query, user }) => draftFor(user, query.job_offer_id)),
    ),
    endpoint(getDraftOfApplicationRoute, async ({ params, user }) => {
      const row = await findApplicationRow(readModels.pool(), params.id)
      return row?.candidate_id === user.id ? draftFor(user, row.job_offer_id) : refuse('application-not-found')
    }),
  ]
}
