import { z } from 'zod'
import { defineEvent, type EventOf } from '../../kernel/event.ts'

/** All campaigns are events of one stream: their numbers are unique and their times do not overlap by single appends. */
const calendar = { context: 'recruitment', category: 'campaign' } as const

/** The id part of that stream. */
export const CAMPAIGN_CALENDAR = 'main'

export const CampaignOpened = defineEvent({
  ...calendar,
  type: 'CampaignOpened',
  summary: 'A recruitment campaign was put into the calendar: offers that are created within its time belong to it.',
  data: {
    /** As offers carry it and clients know it: 1, 2, 3. */
    campaign_id: z.number().int(),
    name: z.string(),
    /** First moment that belongs to it; null for one that has no beginning. ISO-8601, UTC. */
    starts_at: z.string().nullable(),
    /** First moment that does not; null for one that has no end yet. */
    ends_at: z.string().nullable(),
    opened_by: z.string(),
  },
})

export const CampaignClosed = defineEvent({
  ...calendar,
  type: 'CampaignClosed',
  summary: 'A campaign was ended by hand: offers that are created from then on do not belong to it.',
  data: { campaign_id: z.number().int(), ended_at: z.string(), closed_by: z.string() },
})

export const campaignEvents = [CampaignOpened, CampaignClosed] as const
export type CampaignEvent = EventOf<(typeof campaignEvents)[number]>
