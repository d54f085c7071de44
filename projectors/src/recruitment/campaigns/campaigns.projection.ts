import type { Recorded } from '@one-hcm/contracts/kernel/event'
import { type CampaignEvent, campaignEvents } from '@one-hcm/contracts/recruitment/campaigns/campaign.events'
import { type CampaignRow, campaignRowId, foldCampaign } from '@one-hcm/contracts/recruitment/campaigns/campaign.row'
import { defineProjection } from '../../engine/projection.ts'

/** Campaigns, one row each, all from one stream. */
export const campaignsProjection = defineProjection<CampaignRow, Recorded<CampaignEvent>>({
  table: 'campaigns',
  version: 1,
  events: campaignEvents.map(({ type }) => type),
  key: ({ data }) => campaignRowId(data.campaign_id),
  fold: foldCampaign,
  columns: { campaign_id: { type: 'integer', value: (row) => row.campaign_id } },
  indexes: ['campaign_id'],
})
