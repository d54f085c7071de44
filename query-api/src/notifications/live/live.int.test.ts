import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { LiveMessage } from '@one-hcm/contracts/notifications/live/live.wire'
import { drafted, offerContent } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import type { EventStreamClient, StreamMessage } from '@one-hcm/platform/testing/event-stream-client'
import { type LiveWorld, startLiveWorld } from '../testing/live-world.ts'
import { type Person, token } from '../testing/notification-reads.ts'

let world: LiveWorld
let [admin, recruiter, observer, auditor, candidate, other]: Person[] = []
beforeAll(async () => {
  world = await startLiveWorld({ beatMs: 100 })
  admin = await world.appoint('admin')
  recruiter = await world.appoint('recruiter')
  observer = await world.appoint('observer')
  auditor = await world.appoint('auditor')
  candidate = await world.signUp()
  other = await world.signUp()
}, 60_000)
afterAll(() => world.stop())

const changesIn = (messages: readonly StreamMessage[]) =>
  messages
    .filter(({ event }) => event === 'change')
    .flatMap(({ data }) => (data as LiveMessage).changes.map(({ resource, change }) => `${resource} ${change}`))

/** What somebody hears of what happens meanwhile; all of it, because the last thing is known to be heard by them. */
async function hears(as: Person, happen: () => Promise<unknown>, query?: string): Promise<string[]> {
  const stream = await world.open(as, query === undefined ? {} : { query })
  await stream.until((messages) => messages.length > 0)
  await happen()
  const mark = await mark_(as)
  const messages = await stream.until((all) => all.some(({ id }) => BigInt(id) >= mark))
  stream.cut()
  return changesIn(messages.filter(({ id }) => BigInt(id) < mark))
}
/** Everybody hears of their own preferences: a sign that what came before was heard, or was not theirs. */
async function mark_({ id }: Person): Promise<bigint> {
  let position = 0n
  for (const job_offers of [true, false]) {
    const [event] = await world.append(`notifications-${id}`, [
      { type: 'NotificationPreferencesChanged', data: { user_id: id, job_offers } },
    ])
    position ||= event!.position
  }
  return position
}

describe('who hears what', () => {
  const heardBy = async (happen: () => Promise<unknown>) => {
    const people = { admin, recruiter, observer, auditor, candidate, other } as Record<string, Person>
    const streams = await Promise.all(
      Object.entries(people).map(async ([name, as]) => [name, as, await world.open(as)] as const),
    )
    await Promise.all(streams.map(([, , stream]) => stream.until((messages) => messages.length > 0)))
    await happen()
    const heard: Record<string, string[]> = {}
    for (const [name, as, stream] of streams) {
      const mark = await mark_(as)
      const messages = await stream.until((all) => all.some(({ id }) => BigInt(id) >= mark))
      heard[name] = changesIn(messages.filter(({ id }) => BigInt(id) < mark)).filter(
        (change) => !change.includes('preference'),
      )
      stream.cut()
    }
    return heard
  }

  test('an application: staff, auditors and its candidate; the notifications each their own', async () => {
    let offer = ''
    expect(
      await heardBy(async () => {
        offer = await world.publish(recruiter!)
      }),
    ).toEqual({
      admin: ['job_offer created', 'job_offer updated'],
      recruiter: ['job_offer created', 'job_offer updated'],
      observer: ['job_offer created', 'job_offer updated'],
      auditor: ['job_offer created', 'job_offer updated'],
      // Of an offer they hear when it opens, not when it was written.
      candidate: ['job_offer updated'],
      other: ['job_offer updated'],
    })
    expect(await heardBy(() => world.apply(candidate!, offer, recruiter!))).toEqual({
      admin: ['application created'],
      recruiter: ['application created', 'notification created'],
      observer: ['application created'],
      auditor: ['application created'],
      candidate: ['application created', 'notification created'],
      other: [],
    })
  })

  test('evaluations: never their candidate', async () => {
    const heard = await heardBy(() =>
      world.append(`protocol1-${randomUUID()}`, [
        {
          type: 'EvaluationStarted',
          data: {
            evaluation_id: randomUUID(),
            application_id: randomUUID(),
            candidate_id: candidate!.id,
            protocol: 1,
            opened_automatically: true,
          },
        },
      ]),
    )
    expect(heard).toMatchObject({ admin: ['evaluation created'], auditor: ['evaluation created'], candidate: [] })
  })

  test('accounts and access requests: who decides on them; observers of candidates alone', async () => {
    const heard = await heardBy(async () => {
      await world.signUp({ statut: 'en_attente' })
      await world.appoint('recruiter')
    })
    expect(heard).toEqual({
      admin: ['user created', 'access_request created', 'notification created', 'user created'],
      recruiter: ['user created', 'access_request created', 'notification created', 'user created'],
      observer: ['user created', 'access_request created'],
      auditor: [],
      candidate: [],
      other: [],
    })
  })

  test('offers: a draft is the staff’s; one that closes is gone for candidates', async () => {
    const drafts = await heardBy(() => world.append(`jobOffer-${randomUUID()}`, [draftOf(recruiter!)]))
    expect(drafts).toMatchObject({ observer: ['job_offer created'], candidate: [], other: [] })
    const internal = await world.publish(recruiter!, { offer_status: 'interne' })
    const open = await world.publish(recruiter!)
    const closing = await heardBy(async () => {
      for (const id of [internal, open])
        await world.append(`jobOffer-${id}`, [{ type: 'JobOfferClosed', data: { job_offer_id: id, reason: 'manual' } }])
    })
    expect(closing).toMatchObject({
      admin: ['job_offer updated', 'job_offer updated'],
      candidate: ['job_offer removed'],
    })
  })

  test('documents and interview slots are told to their candidate; free places are not', async () => {
    const slot = { slot_id: randomUUID(), date: '2027-01-01', time: '09:00:00', starts_at: '2027-01-01T08:00:00.000Z' }
    const heard = await heardBy(() =>
      world.append('interviewCalendar-main', [
        {
          type: 'InterviewSlotOpened',
          data: { ...slot, location: null, interviewer_id: null, opened_by: recruiter!.id },
        },
        {
          type: 'InterviewCompleted',
          data: {
            slot_id: slot.slot_id,
            interview_id: randomUUID(),
            application_id: randomUUID(),
            candidate_id: candidate!.id,
            job_offer_id: randomUUID(),
            completed_by: recruiter!.id,
          },
        },
      ]),
    )
    expect(heard).toMatchObject({
      observer: ['interview_slot created', 'interview_slot updated'],
      candidate: ['interview_slot updated'],
      other: [],
    })
  })

  test('a subscription to some resources hears of those alone', async () => {
    const heard = await hears(
      recruiter!,
      async () => world.apply(other!, await world.publish(recruiter!), recruiter!),
      'resources=application,notification_preference',
    )
    expect(heard).toEqual(['application created'])
    expect((await world.open(recruiter!, { query: 'resources=nothing' })).status).toBe(422)
  })

  test('what is sent says where to look, and nothing personal', async () => {
    const stream = await world.open(admin!)
    await stream.until((messages) => messages.length > 0)
    await world.signUp({ first_name: 'Canari', last_name: 'Secret', statut: 'en_attente' })
    const [message] = await stream.until((all) => all.length > 1).then((all) => all.slice(1))
    stream.cut()
    expect(message!.data).toEqual({
      position: message!.id,
      at: expect.any(String),
      changes: [
        { resource: 'user', id: expect.any(String), change: 'created', revision: 0 },
        { resource: 'access_request', id: expect.any(String), change: 'created', revision: 0 },
        { resource: 'notification', id: expect.any(Number), change: 'created', revision: null },
      ],
    })
    expect(JSON.stringify(stream.messages)).not.toMatch(/Canari|Secret|example/)
  })
})

describe('a stream', () => {
  test('begins at the end, resumes after the last id, and beats without a word to the page', async () => {
    const first = await world.open(admin!)
    expect(first.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'private, no-store, no-transform',
      'x-accel-buffering': 'no',
    })
    const [ready] = await first.until((messages) => messages.length > 0)
    expect(ready).toMatchObject({ event: 'ready', data: { position: ready!.id } })
    first.cut()
    await world.appoint('observer')
    const second = await world.open(admin!, { lastEventId: ready!.id })
    await second.until((messages) => messages.length > 1)
    expect(changesIn(second.messages)).toEqual(['user created'])
    const asParameter = await world.open(admin!, { query: `last_event_id=${ready!.id}` })
    await asParameter.until((messages) => messages.length > 1)
    for (const stream of [second, asParameter]) stream.cut()

    // What is not theirs moves their place on all the same.
    const quiet = await world.open(candidate!)
    const [start] = await quiet.until((messages) => messages.length > 0)
    const [event] = await world.append(`user-${recruiter!.id}`, [updated(recruiter!)])
    while (BigInt(quiet.lastEventId()) < event!.position) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(quiet.messages).toEqual([start])
    quiet.cut()
  })

  test('ends with its session, within five seconds, and its client is not shown what comes later', async () => {
    const sessionId = randomUUID()
    const stream = await world.open(admin!, { sessionId })
    await stream.until((messages) => messages.length > 0)
    const started = performance.now()
    world.endSession(sessionId)
    await stream.ended
    expect(performance.now() - started).toBeLessThan(5_000)
    expect(stream.messages.at(-1)).toMatchObject({ event: 'end', data: { reason: 'session-ended' } })
  })

  test('a client that reads nothing costs no memory, and is cut with its session all the same', async () => {
    const sessionId = randomUUID()
    const stream = await world.open(admin!, { sessionId, lastEventId: '0' })
    stream.pause()
    await world.append(
      `user-${recruiter!.id}`,
      Array.from({ length: 600 }, () => updated(recruiter!)),
    )
    expect(world.connections.size()).toBe(1)
    world.endSession(sessionId)
    while (world.connections.size() > 0) await new Promise((resolve) => setTimeout(resolve, 20))
    stream.cut()
  })

  test('a bad id is refused; too many streams of one person are refused, and a place is free again after a cut', async () => {
    expect((await world.open(admin!, { lastEventId: 'yesterday' })).status).toBe(422)
    const someone = await world.appoint('recruiter')
    const streams: EventStreamClient[] = []
    for (let number = 0; number < 12; number++) streams.push(await world.open(someone))
    expect((await world.open(someone)).status).toBe(503)
    streams[0]!.cut()
    let again = await world.open(someone)
    while (again.status !== 200) again = await world.open(someone)
    for (const stream of [...streams, again]) stream.cut()
  })

  test('lives no longer than an access token would, and says so', async () => {
    const short = await startLiveWorld({ lifetimeMs: 200 })
    const stream = await short.open(await short.appoint('admin'))
    await stream.ended
    expect(stream.messages.at(-1)).toMatchObject({ event: 'end', data: { reason: 'expired' } })
    expect(short.connections.size()).toBe(0)
    await short.stop()
  }, 30_000)

  test('HEAD opens nothing', async () => {
    const response = await fetch(`${world.origin}/api/v1/live/events`, {
      method: 'HEAD',
      headers: { Authorization: `Bearer ${token(admin!)}` },
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('text/event-stream')
  })
})

const draftOf = ({ id }: Person) => drafted(offerContent(), { offer: randomUUID(), recruiter: id })
const updated = ({ id }: Person) => ({
  type: 'UserAccountUpdated',
  data: { user_id: id, identity: {}, attributes: {}, updated_by: id },
})
