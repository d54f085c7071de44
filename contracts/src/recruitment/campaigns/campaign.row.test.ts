import { expect, test } from '@jest/globals'
import { foldTwice, history, timeOf } from '../testing/fold-twice.ts'
import type { CampaignEvent } from './campaign.events.ts'
import { foldCampaign, foldCampaigns } from './campaign.row.ts'
import { campaignAt, campaignStatus, overlap } from './campaign-time.ts'

const opened = (campaign_id: number, starts_at: string | null, ends_at: string | null): CampaignEvent => ({
  type: 'CampaignOpened',
  data: { campaign_id, name: `Campagne ${campaign_id}`, starts_at, ends_at, opened_by: 'admin' },
})
const closed = (campaign_id: number, ended_at: string): CampaignEvent => ({
  type: 'CampaignClosed',
  data: { campaign_id, ended_at, closed_by: 'admin' },
})
const [a, b, c] = ['2025-01-01T00:00:00.000Z', '2025-02-01T00:00:00.000Z', '2025-03-01T00:00:00.000Z']

test('a campaign is what it was opened as, until it is ended', () => {
  expect(foldTwice(foldCampaign, history('campaign-main', opened(1, a, null)))).toMatchObject({
    campaign_id: 1,
    starts_at: a,
    ends_at: null,
    closed_at: null,
  })
  expect(foldTwice(foldCampaign, history('campaign-main', opened(1, a, null), closed(1, b)))).toMatchObject({
    ends_at: b,
    closed_at: timeOf(1),
  })
  expect(foldTwice(foldCampaign, history('campaign-main', closed(1, b)))).toBeUndefined()
})

test('all of them keep their order', () => {
  const all = foldTwice(foldCampaigns, history('campaign-main', opened(1, a, b), opened(2, b, null), closed(2, c)))
  expect(all!.map(({ campaign_id, ends_at }) => [campaign_id, ends_at])).toEqual([
    [1, b],
    [2, c],
  ])
})

test('W-53 a moment belongs to the campaign that has begun and not ended by then', () => {
  const campaigns = [
    { campaign_id: 1, starts_at: null, ends_at: a },
    { campaign_id: 2, starts_at: b, ends_at: null },
  ]
  expect([a, b, c, '2024-01-01T00:00:00.000Z'].map((moment) => campaignAt(campaigns, moment))).toEqual([null, 2, 2, 1])
  const time = { starts_at: a, ends_at: b }
  expect(campaignStatus(time, '2024-01-01T00:00:00.000Z')).toBe('planned')
  expect([a, b].map((moment) => campaignStatus(time, moment))).toEqual(['open', 'closed'])
})

test('campaigns overlap when they have a moment in common', () => {
  const time = (starts_at: string | null, ends_at: string | null) => ({ starts_at, ends_at })
  expect(overlap(time(a, b), time(b, c))).toBe(false)
  expect(overlap(time(null, b), time(b, null))).toBe(false)
  expect(overlap(time(a, c), time(b, null))).toBe(true)
  expect(overlap(time(null, null), time(a, b))).toBe(true)
})
