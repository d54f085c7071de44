import { type AvailableAction, actionFor } from '../../kernel/available-actions.ts'
import type { Role } from '../../kernel/route.ts'
import { type CampaignTime, campaignStatus } from './campaign-time.ts'
import { closeCampaignRoute } from './campaigns.route.ts'

/** What a caller can do with a campaign, by the rule the command is judged by. */
export const campaignActions = (time: CampaignTime, role: Role, now: string): AvailableAction[] => [
  actionFor('close', closeCampaignRoute, role, () =>
    campaignStatus(time, now) === 'open' ? undefined : 'campaign-not-open',
  ),
]
