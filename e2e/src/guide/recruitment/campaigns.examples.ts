import type { Chapter } from '../example.ts'

/** Recruitment campaigns: opened, shown, ended (recruitment §2.5). */
export const campaigns: Chapter = {
  title: 'Campaigns',
  about: 'An offer belongs to the campaign in whose time it was written; administrators keep the calendar.',
  examples: [
    {
      route: 'openCampaign',
      title: 'Opened from a day on, with no end yet',
      as: 'admin',
      json: { campaign_id: 3, name: 'Campagne 3', starts_at: '2025-10-22' },
      status: 201,
      answers: ['Location'],
      equals: { 'data.campaign_id': 3, 'data.status': 'open', 'data.starts_at': '2025-10-21T23:00:00.000Z' },
    },
    {
      route: 'openCampaign',
      title: 'Two campaigns do not overlap',
      as: 'admin',
      json: { name: 'Campagne 4', starts_at: '2025-12-01' },
      status: 409,
      equals: { code: 'campaign-overlaps' },
      says: ['Campagne 3'],
    },
    {
      route: 'listCampaigns',
      title: 'The latest first, with what the caller can do',
      as: 'recruiter',
      status: 200,
      equals: { 'data.0.campaign_id': 3, 'data.0.available_actions.0.reason_code': 'forbidden' },
    },
    { route: 'getCampaign', title: 'One of them', as: 'recruiter', path: { campaign_id: '3' }, status: 200 },
    {
      route: 'closeCampaign',
      title: 'Ended now',
      as: 'admin',
      path: { campaign_id: '3' },
      status: 200,
      equals: { 'data.status': 'closed' },
    },
  ],
}
