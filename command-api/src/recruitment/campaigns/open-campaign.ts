import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { CampaignEvent } from '@one-hcm/contracts/recruitment/campaigns/campaign.events'
import { overlap } from '@one-hcm/contracts/recruitment/campaigns/campaign-time'
import type { CampaignInput } from '@one-hcm/contracts/recruitment/campaigns/campaigns.route'
import type { CampaignsState } from './campaigns.ts'

export type OpenCampaign = { input: CampaignInput; openedBy: string }

/** A campaign gets a place in the calendar that no other has. The very same one again is already so. */
export function openCampaign(state: CampaignsState, { input, openedBy }: OpenCampaign): Decision<CampaignEvent> {
  const { name, starts_at, ends_at } = input
  const campaign_id = input.campaign_id ?? Math.max(0, ...state.map((one) => one.campaign_id)) + 1
  const known = state.find((one) => one.campaign_id === campaign_id)
  if (known) {
    const isSame = known.name === name && known.starts_at === starts_at && known.ends_at === ends_at
    return isSame ? [] : refuse('campaign-exists', { campaign_id })
  }
  if (starts_at !== null && ends_at !== null && ends_at <= starts_at)
    return refuse('campaign-ends-before-it-starts', {}, [{ pointer: '/ends_at', message: `> ${starts_at}` }])
  const other = state.find((one) => overlap(one, { starts_at, ends_at }))
  if (other) return refuse('campaign-overlaps', { campaign_id: other.campaign_id, name: other.name })
  return [{ type: 'CampaignOpened', data: { campaign_id, name, starts_at, ends_at, opened_by: openedBy } }]
}
