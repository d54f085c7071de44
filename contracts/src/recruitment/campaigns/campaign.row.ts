import { deriveId } from '../../kernel/aggregate-id.ts'
import type { Recorded } from '../../kernel/event.ts'
import type { CampaignEvent } from './campaign.events.ts'

/** One campaign: a part of what the calendar's stream says. */
export type CampaignRow = {
  campaign_id: number
  name: string
  starts_at: string | null
  ends_at: string | null
  closed_at: string | null
  created_at: string
  updated_at: string
}

/** Key of a campaign's row: numbers are for people, rows have ids. */
export const campaignRowId = (campaignId: number): string => deriveId('campaign', String(campaignId))

/** Folds one event into the row of the campaign it is about. */
export function foldCampaign(row: CampaignRow | undefined, event: Recorded<CampaignEvent>): CampaignRow | undefined {
  const at = event.metadata.occurred_at
  switch (event.type) {
    case 'CampaignOpened': {
      const { campaign_id, name, starts_at, ends_at } = event.data
      return { campaign_id, name, starts_at, ends_at, closed_at: null, created_at: at, updated_at: at }
    }
    case 'CampaignClosed':
      return row && { ...row, ends_at: event.data.ended_at, closed_at: at, updated_at: at }
  }
}

/** All campaigns after one more event, in the order in which they were opened. */
export function foldCampaigns(
  rows: readonly CampaignRow[] | undefined,
  event: Recorded<CampaignEvent>,
): readonly CampaignRow[] {
  const known = rows ?? []
  const { campaign_id } = event.data
  const before = known.find((row) => row.campaign_id === campaign_id)
  const after = foldCampaign(before, event)
  if (!after) return known
  return before ? known.map((row) => (row === before ? after : row)) : [...known, after]
}
