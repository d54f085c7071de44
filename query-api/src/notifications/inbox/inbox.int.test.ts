import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { InboxEvent } from '@one-hcm/contracts/notifications/inbox/inbox.events'
import { type NotificationReads, type Person, startNotificationReads } from '../testing/notification-reads.ts'
import { inboxEndpoints } from './inbox.routes.ts'

let reads: NotificationReads
beforeAll(async () => {
  reads = await startNotificationReads(inboxEndpoints)
}, 60_000)
afterAll(() => reads.stop())

const BASE = '/api/v1/notifications'
type Item = Readonly<Record<string, unknown>> & { id: number }
const list = async (as: Person, query = '', headers = {}) =>
  (await reads.get(`${BASE}?${query}`, as, headers)).body as {
    notifications: Item[]
    data: Item[]
    total: number
    page: number
    per_page: number
    total_pages: number
    next_cursor: string | null
  }
const subtypes = async (as: Person, query = '') => (await list(as, query)).notifications.map(({ subtype }) => subtype)
const unread = async (as: Person) => (await reads.get(`${BASE}/stats/unread-count`, as)).body.count
const inboxEvent = async ({ id }: Person, event: InboxEvent) => {
  await reads.append(`notifications-${id}`, [event], { actor: { id, role: 'candidate' } })
}
const read = ({ id }: Person, notification_id: number): InboxEvent => ({
  type: 'NotificationRead',
  data: { user_id: id, notification_id },
})

async function story() {
  const recruiter = await reads.appoint('recruiter')
  const offer = await reads.publish(recruiter, { title: 'Comptable 100 %' })
  const candidate = await reads.signUp()
  const application = await reads.apply(candidate, offer, recruiter)
  return { recruiter, offer, candidate, application }
}

describe('the list', () => {
  test('everybody is told what concerns them, newest first, under both names of the list', async () => {
    const { recruiter, candidate, application, offer } = await story()
    const own = await list(candidate)
    expect(own).toMatchObject({ total: 2, page: 1, per_page: 100, total_pages: 1, next_cursor: null })
    expect(own.data).toEqual(own.notifications)
    expect(own.notifications).toMatchObject([
      {
        user_id: candidate.id,
        related_application_id: application,
        job_offer_id: offer,
        title: 'Candidature envoyée',
        message: 'Votre candidature pour « Comptable 100 % » a bien été reçue.',
        type: 'application',
        subtype: 'application_submitted',
        link: `/applications/${application}`,
        read: false,
        is_read: false,
        read_at: null,
        available_actions: [{ action: 'read', allowed: true }],
      },
      { subtype: 'registration', type: 'system' },
    ])
    expect((await list(recruiter)).notifications).toMatchObject([
      {
        user_id: recruiter.id,
        title: 'Nouvelle candidature',
        message: 'Awa Ndong a postulé pour « Comptable 100 % ».',
      },
    ])
    const [english] = (await list(candidate, '', { 'Accept-Language': 'en' })).notifications
    expect(english).toMatchObject({ message: 'Your application for "Comptable 100 %" has been received.' })
    expect((await reads.get(`${BASE}/${own.notifications[0]!.id}`, candidate)).body).toEqual(own.notifications[0])
    expect((await reads.get(`${BASE}/${own.notifications[0]!.id}`, recruiter)).status).toBe(404)
    expect((await reads.get(`${BASE}/ws`, recruiter)).status).toBe(404)
  })

  test('D-16 filters take families and sub-types, state, time and text as it is shown', async () => {
    const { candidate } = await story()
    expect(await subtypes(candidate, 'type=system')).toEqual(['registration'])
    expect(await subtypes(candidate, 'type=application_submitted')).toEqual(['application_submitted'])
    expect(await subtypes(candidate, 'type=job_match')).toEqual([])
    expect((await reads.get(`${BASE}?type=nothing`, candidate)).status).toBe(422)
    for (const found of ['comptable', '100 %', 'pour « Comptable', 'CANDIDATURE ENVOY'])
      expect(await subtypes(candidate, `q=${encodeURIComponent(found)}`)).toEqual(['application_submitted'])
    expect(await subtypes(candidate, 'q=100_')).toEqual([])
    expect(await subtypes(candidate, 'date_from=2020-01-01&date_to=2020-12-31')).toEqual([])
    const today = new Date().toISOString().slice(0, 10)
    expect(await subtypes(candidate, `date_from=${today}&date_to=${today}`)).toHaveLength(2)
    expect(await subtypes(candidate, 'sort=title&order=asc')).toEqual(['registration', 'application_submitted'])
    expect(await subtypes(candidate, 'sort=title&order=desc')).toEqual(['application_submitted', 'registration'])
  })

  test('what people see is what they can search for, whatever the text', async () => {
    const { candidate, recruiter } = await story()
    for (const person of [candidate, recruiter])
      for (const language of ['fr', 'en']) {
        const { notifications } = await list(person, '', { 'Accept-Language': language })
        for (const { id, title, message } of notifications) {
          const q = `q=${encodeURIComponent(`${title} ${message}`)}`
          const found = await list(person, q, { 'Accept-Language': language })
          expect(found.notifications.map((one) => one.id)).toContain(id)
        }
      }
  })

  test('pages by number and by cursor; a page costs three statements, whatever it holds', async () => {
    const { candidate } = await story()
    const first = await list(candidate, 'limit=1')
    expect(first).toMatchObject({ total: 2, total_pages: 2, notifications: [{ subtype: 'application_submitted' }] })
    expect(await subtypes(candidate, 'limit=1&skip=1')).toEqual(['registration'])
    expect(await subtypes(candidate, `limit=1&cursor=${first.next_cursor}`)).toEqual(['registration'])
    reads.statements()
    await list(candidate)
    expect(reads.statements()).toBe(3)
    await unread(candidate)
    expect(reads.statements()).toBe(2)
  })
})

describe('what is read', () => {
  test('W-48 one is read, the list and the counts show it at once', async () => {
    const { candidate } = await story()
    const [newest, oldest] = (await list(candidate)).notifications
    expect(await unread(candidate)).toBe(2)
    await inboxEvent(candidate, read(candidate, newest!.id))
    expect(await unread(candidate)).toBe(1)
    expect((await list(candidate)).notifications.map((one) => one.read)).toEqual([true, false])
    for (const query of ['unread_only=true', 'is_read=false'])
      expect((await list(candidate, query)).notifications.map(({ id }) => id)).toEqual([oldest!.id])
    expect((await list(candidate, 'is_read=true')).total).toBe(1)
    for (const path of ['stats', 'stats/overview'])
      expect((await reads.get(`${BASE}/${path}`, candidate)).body).toEqual({
        total_notifications: 2,
        unread_count: 1,
        read_count: 1,
        notifications_by_type: { application: 1, interview: 0, evaluation: 0, system: 1, reminder: 0, job_offer: 0 },
      })
  })

  test('all up to one are read, and what comes later is not', async () => {
    const { candidate, recruiter } = await story()
    const [newest] = (await list(candidate)).notifications
    await inboxEvent(candidate, read(candidate, newest!.id))
    await inboxEvent(candidate, {
      type: 'AllNotificationsRead',
      data: { user_id: candidate.id, up_to_id: newest!.id },
    })
    expect(await unread(candidate)).toBe(0)
    await reads.apply(candidate, await reads.publish(recruiter), recruiter)
    expect(await unread(candidate)).toBe(1)
    expect((await list(candidate)).notifications.map((one) => one.read)).toEqual([false, true, true])
  })
})

describe('what is for many', () => {
  test('W-34 access requests: recruiters and administrators, from when they are; nobody else', async () => {
    const early = await reads.appoint('recruiter')
    const observer = await reads.appoint('observer')
    const waiting = await reads.signUp({ statut: 'en_attente', first_name: 'Paul', last_name: 'Obiang' })
    const late = await reads.appoint('admin')
    expect((await list(early, 'q=Paul Obiang demande')).notifications).toMatchObject([
      { subtype: 'access_requested', message: "Paul Obiang demande l'accès à la plateforme.", read: false },
    ])
    expect(await subtypes(late)).toEqual([])
    expect(await subtypes(observer)).toEqual([])
    expect(await subtypes(waiting)).toEqual(['registration'])
    expect(await unread(late)).toBe(0)

    await reads.append(`user-${early.id}`, [roleChanged(early, 'recruiter', 'admin')])
    expect(await subtypes(early, 'type=access_requested')).toHaveLength(1)
    await reads.append(`user-${early.id}`, [roleChanged(early, 'admin', 'candidate')])
    await reads.append(`user-${early.id}`, [roleChanged(early, 'candidate', 'recruiter')])
    expect(await subtypes(early, 'type=access_requested')).toEqual([])
    const [{ id } = { id: 0 }] = (await reads.get(BASE, late)).body.notifications as Item[]
    expect(id).toBe(0)
  })

  test('one reader’s marks are nobody else’s', async () => {
    const [one, other] = [await reads.appoint('recruiter'), await reads.appoint('recruiter')]
    await reads.signUp({ statut: 'en_attente' })
    const [requested] = (await list(one)).notifications
    await inboxEvent(one, read(one, requested!.id))
    expect([await unread(one), await unread(other)]).toEqual([0, 1])
  })

  test('offers: candidates who asked, from then on, in their audience, as long as they may see it', async () => {
    const recruiter = await reads.appoint('recruiter')
    const [internal, external, unasked] = [
      await reads.signUp({ candidate_status: 'interne' }),
      await reads.signUp(),
      await reads.signUp(),
    ]
    await reads.publish(recruiter, { title: 'Avant' })
    for (const one of [internal, external])
      await inboxEvent(one, { type: 'NotificationPreferencesChanged', data: { user_id: one.id, job_offers: true } })
    expect((await reads.get(`${BASE}/preferences`, internal)).body).toEqual({ job_offers: true })
    const all = await reads.publish(recruiter, { title: 'Pour tous' })
    await reads.publish(recruiter, { title: 'Interne', offer_status: 'interne' })
    const titles = async (as: Person) =>
      (await list(as, 'type=job_offer')).notifications.map(({ message }) => /« (.+) »/.exec(String(message))?.[1])
    expect(await titles(internal)).toEqual(['Interne', 'Pour tous'])
    expect(await titles(external)).toEqual(['Pour tous'])
    expect(await titles(unasked)).toEqual([])
    expect(await unread(external)).toBe(2)
    await reads.append(`jobOffer-${all}`, [{ type: 'JobOfferClosed', data: { job_offer_id: all, reason: 'manual' } }])
    expect(await titles(external)).toEqual([])
    expect(await unread(external)).toBe(1)
  })
})

test('an erased person and a deleted offer are told of without their names', async () => {
  const { recruiter, candidate } = await story()
  await reads.append(`user-${candidate.id}`, [
    { type: 'UserDeleted', data: { user_id: candidate.id, requested_by: candidate.id } },
  ])
  expect((await list(recruiter)).notifications[0]).toMatchObject({
    message: 'Un candidat a postulé pour « Comptable 100 % ».',
  })
  await reads.append(`notifications-${recruiter.id}`, [
    {
      type: 'NotificationCreated',
      data: {
        user_id: recruiter.id,
        subtype: 'evaluation_completed',
        application_id: randomUUID(),
        job_offer_id: null,
        candidate_id: null,
        source_event_id: randomUUID(),
      },
    },
  ])
  expect((await list(recruiter)).notifications[0]).toMatchObject({
    type: 'evaluation',
    message: "L'évaluation est terminée : Un candidat, « offre supprimée ».",
  })
})

const roleChanged = ({ id }: Person, previous_role: string, new_role: string) => ({
  type: 'UserRoleChanged',
  data: { user_id: id, previous_role, new_role, statut: 'actif', changed_by: 'admin-1' },
})
