import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { notificationsOf } from '@one-hcm/contracts/notifications/inbox/notification.row'
import { silentLogger } from '@one-hcm/platform/logging/logger'
import { inboxEndpoints } from '../notifications/inbox/inbox.routes.ts'
import {
  commandOf,
  type Person,
  person,
  type RecruitmentWrites,
  startRecruitmentWrites,
} from '../recruitment/testing/recruitment-writes.ts'
import { notifyRecruiter } from './notify-recruiter.ts'
import { performCommand } from './perform-command.ts'
import { policies } from './policies.ts'
import { reactingExecutor } from './reacting-executor.ts'

let writes: RecruitmentWrites
beforeAll(async () => {
  writes = await startRecruitmentWrites(
    (executor) => reactingExecutor(executor, policies, performCommand, silentLogger()),
    inboxEndpoints,
  )
}, 60_000)
afterAll(() => writes.stop())

const BASE = '/api/v1/notifications'

/** Ids of what the first event of a stream tells, in the order of its notices. */
async function idsOf(stream: string): Promise<number[]> {
  const [event] = await writes.log.readStream(stream)
  return notificationsOf(event as never).map(({ row }) => row.notification_id)
}

async function applied() {
  const candidate = await writes.candidate()
  const { body } = await writes.apply(candidate, await writes.publish())
  const id = (body.data as { id: string }).id
  const [own, recruiters] = await idsOf(`application-${id}`)
  return { candidate, id, own: own!, recruiters: recruiters! }
}
const eventsOf = ({ id }: Person) => writes.eventsOf(`notifications-${id}`)

describe('PUT /notifications/{id}/read', () => {
  test('answers the notification, in French unless English is asked for, and repeats harmlessly', async () => {
    const { candidate, id, own } = await applied()
    const first = await writes.call('PUT', `${BASE}/${own}/read`, candidate)
    expect(first).toMatchObject({
      status: 200,
      body: {
        id: own,
        user_id: candidate.id,
        related_application_id: id,
        title: 'Candidature envoyée',
        message: expect.stringContaining('Ingénieur'),
        type: 'application',
        subtype: 'application_submitted',
        link: `/applications/${id}`,
        read: true,
        is_read: true,
        available_actions: [{ action: 'read', allowed: true }],
      },
    })
    expect(first.headers.get('Consistency-Token')).toMatch(/^\d+$/)
    const again = await writes.call('PUT', `${BASE}/${own}/read`, candidate, undefined, { 'Accept-Language': 'en' })
    expect(again.body).toMatchObject({ title: 'Application sent', read: true, read_at: first.body.read_at })
    expect(await eventsOf(candidate)).toEqual(['NotificationRead'])
  })

  test("somebody else's, and one that there is not, are not there", async () => {
    const { candidate, own, recruiters } = await applied()
    for (const id of [recruiters, own + 1_000_000, own + 5])
      expect(await writes.call('PUT', `${BASE}/${id}/read`, candidate)).toMatchObject({
        status: 404,
        body: { code: 'notification-not-found' },
      })
    expect((await writes.call('PUT', `${BASE}/${own}/read`, writes.recruiter)).status).toBe(404)
    expect((await writes.call('PUT', `${BASE}/x/read`, candidate)).status).toBe(404)
  })

  test('access requests are for those who decide on them, from when they do', async () => {
    const before = await writes.candidate()
    const [, earlier] = await idsOf(`user-${before.id}`)
    const reviewer = person('recruiter')
    await writes.log.append(`user-${reviewer.id}`, 'no-stream', [{ id: randomUUID(), event: appointed(reviewer) }], {
      ...metadata,
      actor: reviewer,
    })
    const after = await writes.candidate()
    const [welcome, later] = await idsOf(`user-${after.id}`)
    expect((await writes.call('PUT', `${BASE}/${earlier}/read`, reviewer)).status).toBe(404)
    expect((await writes.call('PUT', `${BASE}/${welcome}/read`, reviewer)).status).toBe(404)
    expect((await writes.call('PUT', `${BASE}/${later}/read`, reviewer)).body).toMatchObject({
      subtype: 'access_requested',
      message: "Awa Ndong demande l'accès à la plateforme.",
      read: true,
    })
    expect((await writes.call('PUT', `${BASE}/${later}/read`, after)).status).toBe(404)
  })

  test('offers are told to candidates who asked for it, in their audience, from then on', async () => {
    const candidate = await writes.candidate('externe')
    const wish = (job_offers: boolean) => writes.call('PUT', `${BASE}/preferences`, candidate, { job_offers })
    const published = async (changes = {}) => {
      const [event] = (await writes.log.readStream(`jobOffer-${await writes.publish(changes)}`)).slice(1)
      return notificationsOf(event as never)[0]!.row.notification_id
    }
    const unasked = await published({ status: 'active' })
    expect(await wish(true)).toMatchObject({ status: 200, body: { job_offers: true } })
    const [open, internal] = [
      await published({ status: 'active' }),
      await published({ status: 'active', offer_status: 'interne' }),
    ]
    const read = async (id: number) => (await writes.call('PUT', `${BASE}/${id}/read`, candidate)).status
    expect([await read(unasked), await read(open), await read(internal)]).toEqual([404, 200, 404])
    await wish(true)
    await wish(false)
    expect(await read(open)).toBe(404)
    expect(await eventsOf(candidate)).toEqual([
      'NotificationPreferencesChanged',
      'NotificationRead',
      'NotificationPreferencesChanged',
    ])
  })
})

describe('PUT /notifications/read-all and its older name', () => {
  test('reads what there is, and never back', async () => {
    const { candidate, own } = await applied()
    expect(await writes.call('PUT', `${BASE}/read-all`, candidate)).toMatchObject({ status: 204, body: {} })
    expect((await writes.call('PUT', `${BASE}/mark-all-read`, candidate, { up_to_id: own })).status).toBe(204)
    const [{ data } = { data: {} }] = await writes.log.readStream(`notifications-${candidate.id}`)
    expect(data).toMatchObject({ user_id: candidate.id, up_to_id: expect.any(Number) })
    expect((data as { up_to_id: number }).up_to_id).toBeGreaterThanOrEqual(own)
    expect(await eventsOf(candidate)).toEqual(['AllNotificationsRead'])
    // Read already, with all.
    expect((await writes.call('PUT', `${BASE}/${own}/read`, candidate)).body).toMatchObject({
      read_at: expect.any(String),
    })
    expect(await eventsOf(candidate)).toEqual(['AllNotificationsRead'])
  })
  test('an id beyond the end reads nothing that is still to come', async () => {
    const { candidate } = await applied()
    await writes.call('PUT', `${BASE}/read-all`, candidate, { up_to_id: Number.MAX_SAFE_INTEGER })
    const [later] = await writes.log.readStream(`jobOffer-${await writes.publish()}`)
    const [event] = await writes.log.readStream(`notifications-${candidate.id}`)
    expect((event!.data as { up_to_id: number }).up_to_id).toBeLessThan(Number(later!.position) * 8)
  })
})

test('an evaluation that is done is told to the recruiter of the offer once, however often the policy runs', async () => {
  const { id, candidate } = await applied()
  const command = { type: 'NotifyRecruiter', applicationId: id, sourceEventId: randomUUID() } as const
  for (let time = 0; time < 3; time++) await notifyRecruiter(writes.executor, commandOf(writes.recruiter), command)
  const told = (await writes.log.readStream(`notifications-${writes.recruiter.id}`)).filter(
    ({ type }) => type === 'NotificationCreated',
  )
  expect(told).toMatchObject([{ data: { application_id: id, candidate_id: candidate.id } }])
  const unknown = { ...command, applicationId: randomUUID() }
  expect(await notifyRecruiter(writes.executor, commandOf(writes.recruiter), unknown)).toMatchObject({
    refused: 'application-not-found',
  })
})

const metadata = {
  correlation_id: 'correlation',
  causation_id: 'causation',
  request_id: 'request',
  occurred_at: new Date().toISOString(),
  schema_version: 1,
  command_id: randomUUID(),
}
const appointed = ({ id }: Person) => ({
  type: 'UserCreatedByAdmin',
  data: {
    user_id: id,
    email: 'rose@example.com',
    first_name: 'Rose',
    last_name: 'Mba',
    phone: null,
    date_of_birth: null,
    adresse: null,
    poste_actuel: null,
    matricule: null,
    role: 'recruiter',
    sexe: null,
    candidate_status: null,
    no_seeg_email: false,
    annees_experience: null,
    created_by: 'admin-1',
    password_generated: false,
  },
})
