import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type NotificationReads, startNotificationReads } from '../testing/notification-reads.ts'
import { activityEndpoints } from './activities.routes.ts'

let reads: NotificationReads
beforeAll(async () => {
  reads = await startNotificationReads(activityEndpoints)
}, 60_000)
afterAll(() => reads.stop())

test('what happened last, for the staff, in one statement', async () => {
  const [recruiter, observer] = [await reads.appoint('recruiter'), await reads.appoint('observer')]
  const candidate = await reads.signUp()
  const offer = await reads.publish(recruiter)
  const application = await reads.apply(candidate, offer, recruiter)
  const feed = async (query = '', headers = {}) =>
    (await reads.get(`/api/v1/activities?${query}`, observer, headers)).body as unknown as Record<string, unknown>[]
  reads.statements()
  const all = await feed()
  expect(reads.statements()).toBe(1)
  expect(all).toMatchObject([
    {
      id: expect.any(String),
      description: 'Awa Ndong a postulé pour « Comptable confirmé(e) ».',
      job_title: 'Comptable confirmé(e)',
      candidate_name: 'Awa Ndong',
      created_at: expect.any(String),
      activity_type: 'application_submitted',
      application_id: application,
      job_offer_id: offer,
      candidate_id: candidate.id,
    },
    {
      activity_type: 'job_offer_published',
      candidate_name: null,
      description: "L'offre « Comptable confirmé(e) » est publiée.",
    },
    { activity_type: 'candidate_registered', job_title: null, description: 'Awa Ndong a ouvert un compte.' },
  ])
  expect(await feed('limit=1&offset=1')).toEqual([all[1]])
  expect((await feed('limit=1', { 'Accept-Language': 'en' }))[0]).toMatchObject({
    description: 'Awa Ndong has applied for "Comptable confirmé(e)".',
  })
  for (const role of ['candidate', 'auditor', 'data'] as const)
    expect((await reads.get('/api/v1/activities', { id: candidate.id, role })).status).toBe(403)
})
