import { refuse } from '@one-hcm/contracts/kernel/decision'
import { enveloped } from '@one-hcm/contracts/kernel/envelope'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { CAMPAIGN_CALENDAR } from '@one-hcm/contracts/recruitment/campaigns/campaign.events'
import type { CampaignRow } from '@one-hcm/contracts/recruitment/campaigns/campaign.row'
import { campaignToWire } from '@one-hcm/contracts/recruitment/campaigns/campaign.wire'
import { closeCampaignRoute, openCampaignRoute } from '@one-hcm/contracts/recruitment/campaigns/campaigns.route'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type { RecruitmentDependencies } from '../dependencies.ts'
import { campaigns } from './campaigns.ts'
import { closeCampaign } from './close-campaign.ts'
import { openCampaign } from './open-campaign.ts'

export const campaignEndpoints = ({ executor }: Pick<RecruitmentDependencies, 'executor'>): Endpoint[] => [
  endpoint(openCampaignRoute, async ({ body, user, command }) => {
    const outcome = await executor.execute(command, {
      aggregate: campaigns,
      id: CAMPAIGN_CALENDAR,
      decide: (state) => openCampaign(state, { input: body, openedBy: user.id }),
    })
    if (isRefusal(outcome)) return outcome
    const { position } = outcome
    const opened =
      body.campaign_id === undefined
        ? outcome.row.at(-1)
        : outcome.row.find(({ campaign_id }) => campaign_id === body.campaign_id)
    return reply(opened, position, command.now, 'Campagne ouverte')
  }),

  endpoint(closeCampaignRoute, async ({ params, user, command }) => {
    const outcome = await executor.execute(command, {
      aggregate: campaigns,
      id: CAMPAIGN_CALENDAR,
      decide: (state) => closeCampaign(state, { campaignId: params.campaign_id, closedBy: user.id, now: command.now }),
    })
    if (isRefusal(outcome)) return outcome
    const closed = outcome.row.find(({ campaign_id }) => campaign_id === params.campaign_id)
    return reply(closed, outcome.position, command.now, 'Campagne clôturée')
  }),
]

const reply = (row: CampaignRow | undefined, position: bigint, now: string, message: string) =>
  row
    ? {
        position,
        body: enveloped(campaignToWire(row, now), message),
        headers: { Location: `/api/v1/campaigns/${row.campaign_id}` },
      }
    : refuse('campaign-not-found')
