import type { Chapter } from '../example.ts'

/** What closes or is recalled, and when. */
export const deadlines: Chapter = {
  title: 'Deadlines',
  about: 'Offers close at theirs by themselves; recruiters are told some days before, and people of their interviews.',
  examples: [
    {
      route: 'listDeadlines',
      title: 'Those of one offer, the earliest first',
      as: 'recruiter',
      query: { job_offer_id: '{offer}', status: 'pending' },
      status: 200,
      equals: { total: 2, 'data.0.kind': 'offer-closing-soon', 'data.1.kind': 'offer-closing' },
      keeps: { 'closing-soon': 'data.0.id' },
    },
    {
      route: 'getDeadline',
      title: 'One of them',
      as: 'observer',
      path: { id: '{closing-soon}' },
      status: 200,
      equals: { 'data.id': '{closing-soon}', 'data.job_offer_id': '{offer}' },
    },
    {
      route: 'moveDeadline',
      title: 'The recruiter wants to be told earlier',
      as: 'recruiter',
      path: { id: '{closing-soon}' },
      json: { due_at: '{moment-in-2-months}' },
      status: 200,
      equals: { 'data.id': '{closing-soon}' },
    },
    {
      route: 'cancelDeadline',
      title: '… or not at all',
      as: 'recruiter',
      path: { id: '{closing-soon}' },
      status: 204,
    },
    {
      route: 'moveDeadline',
      title: 'What was called off is not moved',
      as: 'recruiter',
      path: { id: '{closing-soon}' },
      json: { due_at: '{moment-in-2-months}' },
      status: 409,
      equals: { code: 'deadline-not-pending' },
    },
  ],
}
