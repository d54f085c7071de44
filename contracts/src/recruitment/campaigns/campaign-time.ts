import type { CampaignRow } from './campaign.row.ts'

/** From when on and until when; null where it has no such end. ISO-8601, UTC; the end does not belong to it. */
export type CampaignTime = Pick<CampaignRow, 'starts_at' | 'ends_at'>

const isWithin = ({ starts_at, ends_at }: CampaignTime, moment: string): boolean =>
  (starts_at === null || starts_at <= moment) && (ends_at === null || moment < ends_at)

/** The campaign that a moment belongs to; null between campaigns. */
export const campaignAt = (
  campaigns: readonly (CampaignTime & { campaign_id: number })[],
  moment: string,
): number | null => campaigns.find((campaign) => isWithin(campaign, moment))?.campaign_id ?? null

/** Whether two campaigns have a moment in common. */
export const overlap = (one: CampaignTime, other: CampaignTime): boolean =>
  (one.starts_at === null || other.ends_at === null || one.starts_at < other.ends_at) &&
  (other.starts_at === null || one.ends_at === null || other.starts_at < one.ends_at)

export type CampaignStatus = 'planned' | 'open' | 'closed'

/** Where a campaign stands at a moment. */
export function campaignStatus(time: CampaignTime, now: string): CampaignStatus {
  if (time.ends_at !== null && time.ends_at <= now) return 'closed'
  return time.starts_at !== null && time.starts_at > now ? 'planned' : 'open'
}
