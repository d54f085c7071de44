import type { CampaignEvent } from '@one-hcm/contracts/recruitment/campaigns/campaign.events'
import { type CampaignRow, foldCampaigns } from '@one-hcm/contracts/recruitment/campaigns/campaign.row'
import type { Aggregate } from '@one-hcm/platform/commands/aggregate'

/** What campaigns are decided by: all of them, since their numbers are unique and their times do not overlap. */
export type CampaignsState = readonly {
  campaign_id: number
  name: string
  starts_at: string | null
  ends_at: string | null
}[]

export const campaigns: Aggregate<CampaignsState, CampaignEvent, readonly CampaignRow[]> = {
  name: 'campaigns',
  category: 'campaign',
  initialState: [],
  evolve: (state, event) => {
    const { campaign_id } = event.data
    if (event.type === 'CampaignOpened') {
      const { name, starts_at, ends_at } = event.data
      return [...state, { campaign_id, name, starts_at, ends_at }]
    }
    const { ended_at } = event.data
    return state.map((one) => (one.campaign_id === campaign_id ? { ...one, ends_at: ended_at } : one))
  },
  foldRow: foldCampaigns,
}
