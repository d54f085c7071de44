import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { CampaignEvent } from '@one-hcm/contracts/recruitment/campaigns/campaign.events'
import { campaignStatus } from '@one-hcm/contracts/recruitment/campaigns/campaign-time'
import type { CampaignsState } from './campaigns.ts'

export type CloseCampaign = {
  campaignId: number
  closedBy: string
  /** ISO-8601, UTC. */
  now: string
}

/** A campaign that is under way ends now; offers that were created within it stay with it. */
export function closeCampaign(
  state: CampaignsState,
  { campaignId, closedBy, now }: CloseCampaign,
): Decision<CampaignEvent> {
  const known = state.find(({ campaign_id }) => campaign_id === campaignId)
  if (!known) return refuse('campaign-not-found')
  if (campaignStatus(known, now) !== 'open') return refuse('campaign-not-open')
  return [{ type: 'CampaignClosed', data: { campaign_id: campaignId, ended_at: now, closed_by: closedBy } }]
}
