import { z } from 'zod'
import { envelope } from '../../kernel/envelope.ts'
import { defineRoute, staff } from '../../kernel/route.ts'
import { campaignView, campaignWire } from './campaign.wire.ts'

const campaigns = { context: 'recruitment', path: '/api/v1/campaigns' } as const
const number = z.coerce.number().int().min(1).max(1_000_000)

/** A day begins in Libreville, which is an hour ahead of UTC all year. */
const moment = z.iso
  .datetime({ offset: true })
  .or(z.iso.date())
  .nullish()
  .transform((value) =>
    value ? new Date(value.length === 10 ? `${value}T00:00:00+01:00` : value).toISOString() : null,
  )
  .meta({ description: 'A moment with its zone, or a day, from its beginning in Libreville' })

/** What makes a campaign. Both ends are optional: one without a beginning reaches back to the first offer. */
export const campaignInput = z.object({
  campaign_id: number.optional().meta({ description: 'The next number when left out' }),
  name: z.string().trim().min(1).max(100),
  starts_at: moment,
  ends_at: moment.meta({ description: 'The first moment that does not belong to it any more' }),
})
export type CampaignInput = z.output<typeof campaignInput>

export const listCampaignsRoute = defineRoute({
  ...campaigns,
  name: 'listCampaigns',
  method: 'get',
  summary: 'Recruitment campaigns, the latest first',
  access: { ...staff, auditor: 'all' },
  response: z.object({ success: z.literal(true), message: z.string(), data: z.array(campaignView), total: z.number() }),
})

export const getCampaignRoute = defineRoute({
  ...campaigns,
  name: 'getCampaign',
  method: 'get',
  path: '/api/v1/campaigns/{campaign_id}',
  summary: 'One recruitment campaign',
  access: { ...staff, auditor: 'all' },
  params: z.object({ campaign_id: number }),
  response: envelope(campaignView),
  refusals: ['campaign-not-found'],
})

export const openCampaignRoute = defineRoute({
  ...campaigns,
  name: 'openCampaign',
  method: 'post',
  summary: 'Put a campaign into the calendar; offers that are created within its time belong to it',
  access: { admin: 'all' },
  body: campaignInput,
  status: 201,
  response: envelope(campaignWire),
  refusals: ['campaign-exists', 'campaign-overlaps', 'campaign-ends-before-it-starts'],
})

export const closeCampaignRoute = defineRoute({
  ...campaigns,
  name: 'closeCampaign',
  method: 'post',
  path: '/api/v1/campaigns/{campaign_id}/close',
  summary: 'End a campaign now',
  access: { admin: 'all' },
  params: z.object({ campaign_id: number }),
  response: envelope(campaignWire),
  refusals: ['campaign-not-found', 'campaign-not-open'],
})
