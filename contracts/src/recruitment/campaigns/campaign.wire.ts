import { z } from 'zod'
import { availableActions } from '../../kernel/available-actions.ts'
import type { CampaignRow } from './campaign.row.ts'
import { campaignStatus } from './campaign-time.ts'

export const campaignWire = z
  .object({
    campaign_id: z.number().int(),
    name: z.string(),
    starts_at: z.string().nullable().meta({ description: 'First moment that belongs to it; null without a beginning' }),
    ends_at: z.string().nullable().meta({ description: 'First moment that does not; null without an end yet' }),
    status: z.enum(['planned', 'open', 'closed']),
    closed_at: z.string().nullable().meta({ description: 'When somebody ended it by hand' }),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'Campaign' })
export type CampaignWire = z.infer<typeof campaignWire>

/** A campaign as it is read: with the offers of it, and what the caller can do. */
export const campaignView = campaignWire.extend({ offer_count: z.number().int(), ...availableActions })

export const campaignToWire = (row: CampaignRow, now: string): CampaignWire => ({
  ...row,
  status: campaignStatus(row, now),
})
