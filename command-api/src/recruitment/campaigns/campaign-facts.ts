import { CAMPAIGN_CALENDAR } from '@one-hcm/contracts/recruitment/campaigns/campaign.events'
import { campaignAt } from '@one-hcm/contracts/recruitment/campaigns/campaign-time'
import type { CommandExecutor } from '@one-hcm/platform/commands/executor'
import { campaigns } from './campaigns.ts'

/** The campaign that an offer belongs to which is created at a moment; null between campaigns. */
export async function campaignOf(executor: CommandExecutor, moment: string): Promise<number | null> {
  const { state } = await executor.facts(campaigns, CAMPAIGN_CALENDAR)
  return campaignAt(state, moment)
}
