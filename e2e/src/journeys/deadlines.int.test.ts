import { expect, test } from '@jest/globals'
import { at, expectStatus, textAt } from '../testing/client.ts'
import { signUpCandidate } from '../testing/people.ts'
import { applied, apply, exportLog, publishOffer } from '../testing/recruitment.ts'
import { waitFor } from '../testing/wait.ts'
import { systemForSuite } from './suite-system.ts'

/** Deadlines, drafts and campaigns of a whole system, by clients that send no headers of ours and never wait. */
const suite = systemForSuite({ shape: 'one-process', env: { DEADLINE_CHECK_MS: '100' } })
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString()

type Deadline = { id: string; kind: string; status: string; due_at: string }
const deadlinesOf = async (offer: string): Promise<Deadline[]> => {
  const answer = await suite.client.get(`/api/v1/deadlines?job_offer_id=${offer}`, { token: suite.recruiter.token })
  return at(expectStatus(answer, 200), 'data') as Deadline[]
}
const closing = async (offer: string) => (await deadlinesOf(offer)).find(({ kind }) => kind === 'offer-closing')
const statusOf = async (offer: string) =>
  at(await suite.client.get(`/api/v1/jobs/${offer}`, { token: suite.recruiter.token }), 'status')
const closedWithin = (offer: string) =>
  waitFor('the offer to be closed', async () => (await statusOf(offer)) === 'closed', 60_000)

test('an offer is closed at its deadline, refused from that moment on, and opened again with another one', async () => {
  const { client, recruiter, admin } = suite
  const candidate = await signUpCandidate(client)
  const offer = await publishOffer(client, recruiter, { application_deadline: inSeconds(3) })
  expect(await closing(offer.id)).toMatchObject({ status: 'pending' })
  await waitFor('the deadline to pass', async () => {
    const answer = await client.get(`/api/v1/jobs/${offer.id}`, { token: recruiter.token })
    return String(at(answer, 'application_deadline')) <= new Date().toISOString()
  })
  const late = await apply(client, candidate, offer)
  expect(late.status).toBe(409)
  expect(['deadline-passed', 'job-offer-not-open']).toContain(at(late, 'code'))
  await closedWithin(offer.id)
  await waitFor('the deadline to be shown as reached', async () => (await closing(offer.id))?.status === 'reached')

  const reopened = await client.put(`/api/v1/jobs/${offer.id}`, {
    token: recruiter.token,
    json: { status: 'active', application_deadline: inSeconds(3_600) },
  })
  expectStatus(reopened, 200)
  expect(await closing(offer.id)).toMatchObject({ status: 'pending' })
  expectStatus(await apply(client, candidate, offer), 201)
  const { id } = (await closing(offer.id))!
  const moved = await client.put(`/api/v1/deadlines/${id}`, {
    token: admin.token,
    json: { due_at: inSeconds(1) },
  })
  expectStatus(moved, 200)
  await closedWithin(offer.id)
}, 180_000)

test('three restarts of everything: what was due meanwhile is done late, once; what was called off is not', async () => {
  const { client, recruiter, auditor, system } = suite
  const due = await publishOffer(client, recruiter, { application_deadline: inSeconds(20) })
  const off = await publishOffer(client, recruiter, { application_deadline: inSeconds(20) })
  const { id } = (await closing(off.id))!
  expectStatus(await client.call('DELETE', `/api/v1/deadlines/${id}`, { token: recruiter.token }), 204)
  for (let time = 0; time < 3; time++) {
    system.killAll()
    await system.recover()
  }
  await closedWithin(due.id)
  expect(await statusOf(off.id)).toBe('active')
  const log = await exportLog(client, auditor)
  const reached = log.filter(({ type, data }) => type === 'DeadlineReached' && data.job_offer_id === due.id)
  expect(reached).toHaveLength(1)
  expect(log.filter(({ type, data }) => type === 'JobOfferClosed' && data.job_offer_id === due.id)).toHaveLength(1)
  expect(log.filter(({ type, data }) => type === 'DeadlineReached' && data.job_offer_id === off.id)).toEqual([])

  const rebuilt = await system.operator('projections', 'rebuild')
  expect([rebuilt.code, rebuilt.stderr]).toEqual([0, ''])
  const after = (await exportLog(client, auditor)).filter(({ type }) => type.startsWith('Deadline'))
  expect(after).toHaveLength(log.filter(({ type }) => type.startsWith('Deadline')).length)
}, 300_000)

test('a reminder is listed with its interview, moved, given once, and called off with the next one', async () => {
  const { client, recruiter, auditor } = suite
  const offer = await publishOffer(client, recruiter)
  const candidate = await signUpCandidate(client)
  const application = await applied(client, candidate, offer)
  const reminder = async () => {
    const answer = await client.get(`/api/v1/deadlines?application_id=${application}`, { token: recruiter.token })
    return at(expectStatus(answer, 200), 'data', 0) as Deadline & { subject_at: string }
  }
  const json = { application_id: application, date: inSeconds(5 * 86_400).slice(0, 10), time: '09:00' }
  const booked = await client.post('/api/v1/interviews/slots', { token: recruiter.token, json })
  expectStatus(booked, 201)
  const { id, status, due_at, subject_at } = await reminder()
  expect(status).toBe('pending')
  expect(Date.parse(subject_at) - Date.parse(due_at)).toBe(86_400_000)

  const place = `/api/v1/deadlines/${id}`
  expectStatus(await client.put(place, { token: recruiter.token, json: { due_at: inSeconds(1) } }), 200)
  await waitFor('the reminder to be given', async () => (await reminder()).status === 'reached')
  const slot = `/api/v1/interviews/slots/${textAt(booked, 'id')}`
  const later = { date: inSeconds(9 * 86_400).slice(0, 10), time: '10:00' }
  const moved = expectStatus(await client.put(slot, { token: recruiter.token, json: later }), 200)
  expect(await reminder()).toMatchObject({ status: 'pending' })
  const cancelled = `/api/v1/interviews/slots/${textAt(moved, 'id')}`
  expectStatus(await client.call('DELETE', cancelled, { token: recruiter.token }), 200)
  expect(await reminder()).toMatchObject({ status: 'cancelled', cancel_reason: 'interview-cancelled' })
  const log = await exportLog(client, auditor)
  const given = log.filter(({ type, data }) => type === 'DeadlineReached' && data.application_id === application)
  expect(given).toHaveLength(1)
}, 120_000)

test('a draft is read right after it was kept, and gone right after the submission', async () => {
  const { client, recruiter, auditor } = suite
  const candidate = await signUpCandidate(client)
  const offer = await publishOffer(client, recruiter)
  const place = `/api/v1/applications/drafts/by-offer?job_offer_id=${offer.id}`
  const kept = async () => at(expectStatus(await client.get(place, { token: candidate.token }), 200), 'data')
  expect(await kept()).toBeNull()
  const text = 'Une lettre que personne ne doit lire'
  for (let step = 1; step <= 4; step++) {
    const json = { job_offer_id: offer.id, form_data: { text }, ui_state: { currentStep: step } }
    expectStatus(await client.post('/api/v1/applications/drafts/by-offer', { token: candidate.token, json }), 201)
    expect(await kept()).toMatchObject({ form_data: { text }, ui_state: { currentStep: step } })
  }
  expectStatus(await apply(client, candidate, offer), 201)
  expect(await kept()).toBeNull()
  expect(JSON.stringify(await exportLog(client, auditor))).not.toContain(text)
}, 120_000)

test('W-53 campaigns come from a file, and an offer belongs to the one that is under way', async () => {
  const { client, recruiter, system } = suite
  const imported = await system.operator('campaigns', 'import', 'samples/campaigns/seeg.json')
  expect([imported.code, imported.stdout]).toEqual([0, expect.stringContaining('3 Campagne 3: opened')])
  const offer = await publishOffer(client, recruiter)
  const answer = await client.get('/api/v1/jobs?campaign_id=3', { token: recruiter.token })
  expect(at(answer, 0, 'id')).toBe(offer.id)
  const campaigns = await client.get('/api/v1/campaigns', { token: recruiter.token })
  expect(at(campaigns, 'data', 0)).toMatchObject({ campaign_id: 3, status: 'open', offer_count: 1 })
}, 60_000)
