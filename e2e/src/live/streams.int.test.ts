import { expect, test } from '@jest/globals'
import { openEventStream } from '@one-hcm/platform/testing/event-stream-client'
import { WebSocket } from 'ws'
import { systemForSuite } from '../journeys/suite-system.ts'
import { at, expectStatus, textAt } from '../testing/client.ts'
import { createColleague, type Person, signUpCandidate } from '../testing/people.ts'
import { applied, changeStatus, exportLog, publishOffer } from '../testing/recruitment.ts'
import { waitFor } from '../testing/wait.ts'

const suite = systemForSuite({ shape: 'one-process' })
const BASE = '/api/v1/notifications'

const origin = () => suite.system.origins.query[0]!
const listen = (person: Person, lastEventId?: string) =>
  openEventStream(`${origin()}/api/v1/live/events`, {
    Authorization: `Bearer ${person.token}`,
    ...(lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }),
  })

/** The bell of a user interface: what its socket was told, in the words of existing clients. */
function openSocket({ token }: Person) {
  const socket = new WebSocket(`${origin().replace('http', 'ws')}${BASE}/ws?token=${token}`)
  const told: Record<string, unknown>[] = []
  socket.on('message', (data: Buffer) => told.push(JSON.parse(data.toString()) as Record<string, unknown>))
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  const until = async (count: number) => {
    while (told.length < count) await new Promise((resolve) => setTimeout(resolve, 20))
    return told
  }
  return { told, closed, until }
}

const inboxOf = async ({ token }: Person) => (await suite.client.get(BASE, { token })).body
const idsOf = async ({ token }: Person) =>
  (at(await suite.client.get(BASE, { token }), 'data') as { id: number }[]).map(({ id }) => id)

test('W-28 what is read shows in the very next read, for clients that send no headers', async () => {
  const { client, recruiter } = suite
  const candidate = await signUpCandidate(client)
  await applied(client, candidate, await publishOffer(client, recruiter))
  const { token } = candidate
  const [newest] = await idsOf(candidate)
  expectStatus(await client.put(`${BASE}/${newest}/read`, { token }), 200)
  const list = await client.get(`${BASE}/`, { token })
  expect(at(list, 'notifications', 0, 'read')).toBe(true)
  expect(at(await client.get(`${BASE}/stats/unread-count`, { token }), 'count')).toBe(1)
  expectStatus(await client.put(`${BASE}/mark-all-read`, { token }), 204)
  expect(at(await client.get(`${BASE}/stats/unread-count`, { token }), 'count')).toBe(0)
})

test('W-35 a draft that is saved again and again is told to nobody', async () => {
  const { client, recruiter } = suite
  const candidate = await signUpCandidate(client)
  const offer = await publishOffer(client, recruiter)
  const before = [await idsOf(candidate), await idsOf(recruiter)]
  for (let time = 0; time < 3; time++)
    expectStatus(
      await client.post('/api/v1/applications/drafts', {
        token: candidate.token,
        json: { job_offer_id: offer.id, form_data: { step: time } },
      }),
      200,
      201,
    )
  expect([await idsOf(candidate), await idsOf(recruiter)]).toEqual(before)
})

test('the bell of existing clients, through the one origin', async () => {
  const { client, recruiter } = suite
  const candidate = await signUpCandidate(client)
  const id = await applied(client, candidate, await publishOffer(client, recruiter))
  const bell = openSocket(candidate)
  await bell.until(1)
  expectStatus(await changeStatus(client, recruiter, id, 'rejected'), 200)
  const told = await bell.until(3)
  expect(told).toMatchObject([
    { type: 'notifications:unread_count', count: 2 },
    { type: 'notifications:new', notification: { subtype: 'application_status_changed', read: false } },
    { type: 'notifications:unread_count', count: 3 },
  ])
})

test('W-05 whoever is blocked is cut within five seconds, from both kinds of streams, and hears no more', async () => {
  const { client, admin } = suite
  const candidate = await signUpCandidate(client)
  const stream = await listen(candidate)
  const bell = openSocket(candidate)
  await Promise.all([stream.until((messages) => messages.length > 0), bell.until(1)])
  const started = performance.now()
  expectStatus(
    await client.put(`/api/v1/users/${candidate.id}`, { token: admin.token, json: { statut: 'bloqué' } }),
    200,
  )
  await Promise.all([stream.ended, bell.closed])
  expect(performance.now() - started).toBeLessThan(5_000)
  expect(await bell.closed).toBe(1008)
  expect(stream.messages.at(-1)).toMatchObject({ event: 'end', data: { reason: 'session-ended' } })
  // Every process may remember for a second that the session was good (decision 0007).
  await waitFor('the token to be refused', async () => {
    const again = await listen(candidate, stream.lastEventId())
    again.cut()
    return again.status === 401
  })
  expect((await client.post('/api/v1/live/tickets', { token: candidate.token })).status).toBe(401)
})

test('a rebuild of all read models marks nothing, tells nobody again, and is heard by no stream', async () => {
  const { client, admin, recruiter, auditor, system } = suite
  const candidate = await signUpCandidate(client)
  const offer = await publishOffer(client, recruiter)
  const application = await applied(client, candidate, offer)
  const [newest] = await idsOf(candidate)
  expectStatus(await client.put(`${BASE}/${newest}/read`, { token: candidate.token }), 200)
  const people = [candidate, recruiter, admin]
  const before = await Promise.all(people.map(inboxOf))
  const stream = await listen(candidate)
  const [ready] = await stream.until((messages) => messages.length > 0)
  const decided = (await exportLog(client, auditor)).filter(({ type }) => type !== 'HistoryRead')

  expect((await system.operator('projections', 'rebuild')).code).toBe(0)

  expect(await Promise.all(people.map(inboxOf))).toEqual(before)
  expect((await exportLog(client, auditor)).filter(({ type }) => type !== 'HistoryRead')).toEqual(decided)
  expect((await system.operator('projections', 'verify')).code).toBe(0)
  // It goes on with the new ones as if nothing had happened, and resumes across the change.
  expectStatus(await changeStatus(client, recruiter, application, 'shortlisted'), 200)
  const isMoved = (messages: typeof stream.messages) => messages.some(({ event }) => event === 'change')
  await stream.until(isMoved)
  const resumed = await listen(candidate, ready!.id)
  await resumed.until(isMoved)
  const changes = (messages: typeof stream.messages) => messages.filter(({ event }) => event === 'change')
  expect(changes(resumed.messages)).toEqual(changes(stream.messages))
  for (const one of [stream, resumed]) one.cut()
}, 120_000)

test('what happens to people is told to each of them once, in their words', async () => {
  const { client, admin, recruiter } = suite
  const other = await createColleague(client, admin, 'recruiter')
  const candidate = await signUpCandidate(client)
  const offer = await publishOffer(client, recruiter)
  const id = await applied(client, candidate, offer)
  for (const status of ['shortlisted', 'accepted']) expectStatus(await changeStatus(client, recruiter, id, status), 200)
  const list = await client.get(`${BASE}?sort=created_at&order=asc`, { token: candidate.token })
  expect((at(list, 'data') as { message: string }[]).map(({ message }) => message)).toEqual([
    'Votre compte est ouvert. Complétez votre profil pour postuler plus vite.',
    `Votre candidature pour « ${offer.title} » a bien été reçue.`,
    `Votre candidature pour « ${offer.title} » est présélectionnée.`,
    `Bonne nouvelle : votre candidature pour « ${offer.title} » est acceptée.`,
  ])
  const about = (person: Person) =>
    client.get(`${BASE}?q=${encodeURIComponent('Candidate a postulé')}`, { token: person.token })
  expect(textAt(await about(recruiter), 'data', 0, 'link')).toBe(`/applications/${id}`)
  expect(at(await about(other), 'total')).toBe(0)
})

test('the activity feed tells the staff', async () => {
  const { client, recruiter } = suite
  const candidate = await signUpCandidate(client)
  const offer = await publishOffer(client, recruiter)
  const id = await applied(client, candidate, offer)
  const feed = await client.get('/api/v1/activities?limit=5', { token: recruiter.token })
  expect(at(feed, 0)).toMatchObject({
    activity_type: 'application_submitted',
    application_id: id,
    job_title: offer.title,
  })
  expect((await client.get('/api/v1/activities', { token: candidate.token })).status).toBe(403)
})

test('Ctrl-C ends all streams with a word, and everything within ten seconds', async () => {
  const { client, system } = suite
  const candidate = await signUpCandidate(client)
  const stream = await listen(candidate)
  const bell = openSocket(candidate)
  await Promise.all([stream.until((messages) => messages.length > 0), bell.until(1)])
  expect(await system.stop('SIGINT')).toBeLessThan(10_000)
  expect(stream.messages.at(-1)).toMatchObject({ event: 'end', data: { reason: 'stopping' } })
  expect(await bell.closed).toBe(1001)
})
