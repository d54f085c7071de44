import { refuse } from '@one-hcm/contracts/kernel/decision'
import { enveloped } from '@one-hcm/contracts/kernel/envelope'
import type { CampaignRow } from '@one-hcm/contracts/recruitment/campaigns/campaign.row'
import { campaignToWire } from '@one-hcm/contracts/recruitment/campaigns/campaign.wire'
import { campaignActions } from '@one-hcm/contracts/recruitment/campaigns/campaign-actions'
import { getCampaignRoute, listCampaignsRoute } from '@one-hcm/contracts/recruitment/campaigns/campaigns.route'
import { type Caller, type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type pg from 'pg'
import { prepared } from '../../lists/fetch-page.ts'
import type { RecruitmentDependencies } from '../dependencies.ts'

type Found = { doc: CampaignRow; offer_count: number }

export const campaignEndpoints = ({ readModels }: Pick<RecruitmentDependencies, 'readModels'>): Endpoint[] => [
  endpoint(listCampaignsRoute, async ({ user }) => {
    const found = await findCampaigns(readModels.pool())
    const data = found.map((one) => view(one, user))
    return { body: { success: true, message: 'Campagnes récupérées avec succès', data, total: data.length } }
  }),

  endpoint(getCampaignRoute, async ({ params, user }) => {
    const [found] = await findCampaigns(readModels.pool(), params.campaign_id)
    return found
      ? { body: enveloped(view(found, user), 'Campagne récupérée avec succès') }
      : refuse('campaign-not-found')
  }),
]

/** Campaigns, the latest number first, with the offers of each: a handful a year, so all of them at once. */
const findCampaigns = (pool: pg.Pool, campaignId?: number): Promise<Found[]> =>
  prepared<Found>(
    pool,
    `select c.doc, (select count(*)::integer from job_offers j where j.campaign_id = c.campaign_id) as offer_count
     from campaigns c ${campaignId === undefined ? '' : 'where c.campaign_id = $1'} order by c.campaign_id desc`,
    campaignId === undefined ? [] : [campaignId],
  )

function view({ doc, offer_count }: Found, { role }: Caller) {
  const now = new Date().toISOString()
  return { ...campaignToWire(doc, now), offer_count, available_actions: campaignActions(doc, role, now) }
}
