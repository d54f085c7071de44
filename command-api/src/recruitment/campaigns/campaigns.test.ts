import { describe, expect, test } from '@jest/globals'
import type { CampaignEvent } from '@one-hcm/contracts/recruitment/campaigns/campaign.events'
import { campaignInput } from '@one-hcm/contracts/recruitment/campaigns/campaigns.route'
import { given } from '@one-hcm/platform/testing/given'
import { type CampaignsState, campaigns } from './campaigns.ts'
import { closeCampaign } from './close-campaign.ts'
import { openCampaign } from './open-campaign.ts'

type Opened = Extract<CampaignEvent, { type: 'CampaignOpened' }>['data']
const opened = (campaign_id: number, starts_at: string | null, ends_at: string | null): CampaignEvent => ({
  type: 'CampaignOpened',
  data: { campaign_id, name: `Campagne ${campaign_id}`, starts_at, ends_at, opened_by: 'admin' } satisfies Opened,
})
const second = opened(2, '2025-09-10T23:00:00.000Z', '2025-10-21T23:00:00.000Z')
const third = opened(3, '2025-10-21T23:00:00.000Z', null)

const opening = (body: object) => (state: CampaignsState) =>
  openCampaign(state, { input: campaignInput.parse(body), openedBy: 'admin' })
const closing = (campaignId: number, now: string) => (state: CampaignsState) =>
  closeCampaign(state, { campaignId, closedBy: 'admin', now })

describe('W-53 a campaign is opened', () => {
  test('with the number it is known by, its days in Libreville, and once', () =>
    given(campaigns)
      .when(opening({ campaign_id: 2, name: 'Campagne 2', starts_at: '2025-09-11', ends_at: '2025-10-22' }))
      .then([second]))
  test('with the next number when none is given; the repeat overlaps', () =>
    given(campaigns, second)
      .when(opening({ name: 'Campagne 3', starts_at: '2025-10-22' }))
      .then([third], 'campaign-overlaps'))
  test('beside others that end where it begins', () =>
    given(campaigns, second, third)
      .when(opening({ campaign_id: 1, name: 'Campagne 1', ends_at: '2025-09-11' }))
      .then([opened(1, null, '2025-09-10T23:00:00.000Z')]))
  test.each([
    ['campaign-exists', { campaign_id: 2, name: 'Autre', starts_at: '2030-01-01' }],
    ['campaign-overlaps', { name: 'Trop tôt', starts_at: '2025-10-20' }],
    ['campaign-overlaps', { name: 'Toujours' }],
    ['campaign-ends-before-it-starts', { name: 'À rebours', starts_at: '2025-02-01', ends_at: '2025-01-01' }],
  ] as const)('not: %s %j', (code, body) => given(campaigns, second).when(opening(body)).thenRefused(code))
})

describe('a campaign is closed', () => {
  const now = '2025-11-15T09:30:00.000Z'
  const closed: CampaignEvent = {
    type: 'CampaignClosed',
    data: { campaign_id: 3, ended_at: now, closed_by: 'admin' },
  }
  test('while it is under way, once', () =>
    given(campaigns, third).when(closing(3, now)).then([closed], 'campaign-not-open'))
  test('after which another may begin', () =>
    given(campaigns, third, closed)
      .when(opening({ campaign_id: 4, name: 'Campagne 4', starts_at: now }))
      .then([opened(4, now, null)]))
  test.each([
    ['campaign-not-found', 9, now],
    ['campaign-not-open', 2, now],
    ['campaign-not-open', 3, '2025-10-01T00:00:00.000Z'],
  ] as const)('not: %s', (code, id, at) => given(campaigns, second, third).when(closing(id, at)).thenRefused(code))
})

test.each([
  [{ name: '' }],
  [{ name: 'x', campaign_id: 0 }],
  [{ name: 'x', starts_at: 'demain' }],
  [{ name: 'x', starts_at: '2025-01-01T10:00:00' }],
])('%j is no campaign', (body) => expect(campaignInput.safeParse(body).success).toBe(false))
