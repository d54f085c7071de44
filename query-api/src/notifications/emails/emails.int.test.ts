import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Role } from '@one-hcm/contracts/kernel/route'
import type { EmailEvent } from '@one-hcm/contracts/notifications/emails/email.events'
import { type ReadWorld, startReadWorld } from '@one-hcm/embedded/testing/read-world'
import { startTestApi, type TestApi, testTokens } from '@one-hcm/platform/testing/test-api'
import { emailEndpoints } from './emails.routes.ts'

const AWA = '3f0a4c1e-6a0f-4d0e-9a53-1f6d1b7a2c01'
const APPLICATION = 'b7c0c2d4-8a53-4f6e-8f0b-2f1d7c9e4a02'
const id = (number: number) => `5f0a4c1e-6a0f-4d0e-9a53-${String(number).padStart(12, '0')}`

let world: ReadWorld
let api: TestApi
beforeAll(async () => {
  world = await startReadWorld()
  api = await startTestApi(emailEndpoints({ readModels: world.readModels, hrMailbox: 'access@hr.example' }))
  await world.append(`user-${AWA}`, [registered])
  for (const [number, events] of histories.entries())
    await world.append(`email-${id(number)}`, events(id(number)), { at: `2026-03-01T10:0${number}:00.000Z` })
}, 60_000)
afterAll(async () => {
  await api?.stop()
  await world?.stop()
})

const list = async (query = '', role: Role = 'recruiter') => {
  const token = testTokens.issue({ userId: AWA, role, sessionId: AWA })
  const response = await api.call(`/api/v1/emails/logs${query}`, { headers: { Authorization: `Bearer ${token}` } })
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked at, not worked with
  return { status: response.status, body: (await response.json()) as any }
}

const queued = (email_id: string, changes: object = {}): EmailEvent => ({
  type: 'EmailQueued',
  data: {
    email_id,
    template: 'welcome',
    template_version: 1,
    language: 'fr',
    recipient_id: AWA,
    mailbox: null,
    cc_ids: [],
    bcc_ids: [],
    subject_id: AWA,
    application_id: null,
    source_event_id: null,
    requested_by: null,
    expires_at: '2099-03-08T10:00:00.000Z',
    subject: 'Bienvenue',
    values: {},
    ...changes,
  },
})
const attempted = (email_id: string): EmailEvent => ({
  type: 'EmailAttempted',
  data: { email_id, attempt: 1, mailer: 'm', give_up_at: '2026-03-01T10:02:00.000Z' },
})
const failed = (email_id: string, next_attempt_at: string | null): EmailEvent => ({
  type: 'EmailDeliveryFailed',
  data: { email_id, attempt: 1, error_code: 'smtp-451', next_attempt_at },
})
/** One message in each state, oldest first. */
const histories: readonly ((email_id: string) => EmailEvent[])[] = [
  (email_id) => [queued(email_id)],
  (email_id) => [
    queued(email_id, { application_id: APPLICATION }),
    attempted(email_id),
    {
      type: 'EmailSent',
      data: {
        email_id,
        attempt: 1,
        message_id: '<m>',
        copies_refused: 0,
        recipient_id: AWA,
        sent_to: 'former@example.com',
      },
    },
  ],
  (email_id) => [queued(email_id), attempted(email_id), failed(email_id, '2026-03-01T10:01:00.000Z')],
  (email_id) => [
    queued(email_id),
    attempted(email_id),
    failed(email_id, null),
    { type: 'EmailAbandoned', data: { email_id, reason: 'refused', attempts: 1 } },
  ],
  (email_id) => [queued(email_id, { recipient_id: null, mailbox: 'hr', template: 'access-request-received' })],
]

test('W-47 the log shows each message, newest first, with its delivery apart from its category', async () => {
  const { status, body } = await list()
  expect(status).toBe(200)
  expect(body).toMatchObject({ success: true, total: 5, skip: 0, limit: 100, has_more: false })
  const shown = body.data.map((one: Record<string, unknown>) => [
    one.status,
    one.category,
    one.recipient_email,
    one.error_message,
  ])
  expect(shown).toEqual([
    ['queued', 'registration', 'access@hr.example', null],
    ['abandoned', 'registration', 'awa@example.com', 'smtp-451'],
    ['failed', 'registration', 'awa@example.com', 'smtp-451'],
    ['sent', 'registration', 'former@example.com', null],
    ['queued', 'registration', 'awa@example.com', null],
  ])
  expect(body.data[3]).toMatchObject({ provider_message_id: '<m>', attempts: 1, sent_at: expect.any(String) })
})

test('filters and pages', async () => {
  const total = async (query: string) => (await list(query)).body.total
  expect(await total('?status_filter=sent')).toBe(1)
  // Existing clients know two words: what did not arrive is failed for them.
  expect(await total('?status_filter=failed')).toBe(2)
  expect(await total('?status_filter=abandoned')).toBe(1)
  expect(await total('?status_filter=queued')).toBe(2)
  expect(await total(`?application_id=${APPLICATION}`)).toBe(1)
  expect(await total(`?recipient_id=${AWA}`)).toBe(4)
  expect(await total('?template=access-request-received')).toBe(1)
  expect((await list('?status_filter=lost')).status).toBe(422)
  const { body } = await list('?limit=2')
  expect(body).toMatchObject({ has_more: true, data: [{ id: id(4) }, { id: id(3) }] })
  expect((await list(`?limit=2&cursor=${body.next_cursor}`)).body.data.map((one: { id: string }) => one.id)).toEqual([
    id(2),
    id(1),
  ])
})

test('what can be done with each follows from the rule that judges it', async () => {
  const { body } = await list()
  expect(body.data.map(({ available_actions: [action] }: { available_actions: object[] }) => action)).toEqual([
    { action: 'retry_email', allowed: false, reason_code: 'email-not-abandoned' },
    { action: 'retry_email', allowed: true },
    { action: 'retry_email', allowed: false, reason_code: 'email-not-abandoned' },
    { action: 'retry_email', allowed: false, reason_code: 'email-already-sent' },
    { action: 'retry_email', allowed: false, reason_code: 'email-not-abandoned' },
  ])
})

test('W-11 the log is for recruiters and administrators', async () => {
  for (const role of ['candidate', 'observer', 'auditor', 'data'] as const)
    expect((await list('', role)).status).toBe(403)
})

test('a person’s language is French until they choose', async () => {
  const read = async () => {
    const token = testTokens.issue({ userId: AWA, role: 'candidate', sessionId: AWA })
    const response = await api.call('/api/v1/emails/preferences', { headers: { Authorization: `Bearer ${token}` } })
    return ((await response.json()) as { data: object }).data
  }
  expect(await read()).toEqual({ language: 'fr' })
  await world.append(`mailPreference-${AWA}`, [{ type: 'MailLanguageChosen', data: { user_id: AWA, language: 'en' } }])
  expect(await read()).toEqual({ language: 'en' })
})

const registered = {
  type: 'CandidateRegistered',
  data: {
    user_id: AWA,
    email: 'awa@example.com',
    first_name: 'Awa',
    last_name: 'Ndong',
    phone: null,
    date_of_birth: null,
    adresse: null,
    poste_actuel: null,
    matricule: null,
    sexe: 'F',
    candidate_status: 'externe',
    no_seeg_email: false,
    annees_experience: null,
    statut: 'actif',
    consent_at: null,
  },
}
