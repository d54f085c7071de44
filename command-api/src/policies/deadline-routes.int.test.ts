import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { deadlineWire } from '@one-hcm/contracts/recruitment/deadlines/deadline.wire'
import { type DeadlineKind, deadlineId } from '@one-hcm/contracts/recruitment/deadlines/deadline-kind'
import { silentLogger } from '@one-hcm/platform/logging/logger'
import { person, type RecruitmentWrites, startRecruitmentWrites } from '../recruitment/testing/recruitment-writes.ts'
import { performCommand } from './perform-command.ts'
import { policies } from './policies.ts'
import { reactingExecutor } from './reacting-executor.ts'

let writes: RecruitmentWrites
beforeAll(async () => {
  writes = await startRecruitmentWrites((executor) =>
    reactingExecutor(executor, policies, performCommand, silentLogger()),
  )
})
afterAll(() => writes.stop())

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
const pathOf = (offer: string, kind: DeadlineKind = 'offer-closing') => `/api/v1/deadlines/${deadlineId(kind, offer)}`
const eventsOf = (offer: string, kind: DeadlineKind = 'offer-closing') =>
  writes.eventsOf(`deadline-${deadlineId(kind, offer)}`)
const move = (offer: string, due_at: string, as = writes.recruiter, headers = {}) =>
  writes.call('PUT', pathOf(offer), as, { due_at }, headers)

test('an offer is awaited as soon as its publication is answered, and no longer once its closing is', async () => {
  const offer = await writes.publish({ application_deadline: inHours(100) })
  expect(await eventsOf(offer)).toEqual(['DeadlineSet'])
  expect(await eventsOf(offer, 'offer-closing-soon')).toEqual(['DeadlineSet'])
  await writes.call('PUT', `/api/v1/jobs/${offer}`, writes.recruiter, { status: 'closed' })
  expect(await eventsOf(offer)).toEqual(['DeadlineSet', 'DeadlineCancelled'])
  expect(await eventsOf(offer, 'offer-closing-soon')).toEqual(['DeadlineSet', 'DeadlineCancelled'])
})

test('a deadline is moved by hand, once for the same request, and says so', async () => {
  const offer = await writes.publish({ application_deadline: inHours(100) })
  const due = inHours(50)
  const key = { 'Idempotency-Key': randomUUID() }
  const first = await move(offer, due, writes.recruiter, key)
  expect(first.body).toMatchObject({ success: true, data: { due_at: due, moved_by_hand: true, status: 'pending' } })
  deadlineWire.parse(first.body.data)
  expect((await move(offer, due, writes.recruiter, key)).body).toEqual(first.body)
  expect((await move(offer, due)).status).toBe(200)
  expect(await eventsOf(offer)).toEqual(['DeadlineSet', 'DeadlineMoved'])
  expect((await move(offer, inHours(60), writes.recruiter, { 'If-Match': '"0"' })).status).toBe(412)
})

test('a zone other than UTC is understood, a time without one is refused', async () => {
  const offer = await writes.publish({ application_deadline: '2099-12-31T22:00:00Z' })
  expect((await move(offer, '2099-12-31T10:00:00+01:00')).body).toMatchObject({
    data: { due_at: '2099-12-31T09:00:00.000Z' },
  })
  for (const due_at of ['2099-12-31T10:00:00', '2099-12-31', 'tomorrow', null])
    expect((await writes.call('PUT', pathOf(offer), writes.recruiter, { due_at })).status).toBe(422)
})

test('W-38 what cannot be is refused by name', async () => {
  const offer = await writes.publish({ application_deadline: inHours(100) })
  expect((await move(offer, inHours(-1))).body).toMatchObject({ code: 'deadline-not-future', status_code: 422 })
  expect((await move(offer, inHours(101))).body).toMatchObject({ code: 'deadline-after-subject' })
  expect((await move(offer, inHours(50), person('recruiter'))).body).toMatchObject({ code: 'job-offer-not-owned' })
  expect((await move(offer, inHours(50), person('observer'))).status).toBe(403)
  expect((await move(offer, inHours(50), person('admin'))).status).toBe(200)
  expect((await move(randomUUID(), inHours(50))).body).toMatchObject({ code: 'deadline-not-found' })
})

test('called off, it stays so: the offer stays open, and is not closed by what comes later', async () => {
  const offer = await writes.publish({ application_deadline: inHours(100) })
  expect((await writes.call('DELETE', pathOf(offer), writes.recruiter)).status).toBe(204)
  expect((await writes.call('DELETE', pathOf(offer), writes.recruiter)).body).toMatchObject({
    code: 'deadline-not-pending',
  })
  await writes.call('PUT', `/api/v1/jobs/${offer}`, writes.recruiter, { title: 'Un autre titre' })
  expect(await eventsOf(offer)).toEqual(['DeadlineSet', 'DeadlineCancelled'])
})
