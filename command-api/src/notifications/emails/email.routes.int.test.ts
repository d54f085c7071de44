import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { DomainEvent } from '@one-hcm/contracts/kernel/event'
import type { Role } from '@one-hcm/contracts/kernel/route'
import { ids, submitted } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { eventDefinition } from '@one-hcm/contracts/registry'
import { startEventStore } from '@one-hcm/embedded/event-store/event-store'
import { createCommandExecutor } from '@one-hcm/platform/commands/executor'
import { createCodec } from '@one-hcm/platform/event-store/codec'
import { createEventLog, type EventLog } from '@one-hcm/platform/event-store/event-log'
import { commandSide } from '@one-hcm/platform/http/command-side'
import { madeUpMetadata } from '@one-hcm/platform/testing/made-up-events'
import { createMemoryKeyRing } from '@one-hcm/platform/testing/memory-key-ring'
import { startTestApi, type TestApi, testTokens } from '@one-hcm/platform/testing/test-api'
import { createCorrespondents } from './correspondents.ts'
import { emailEndpoints } from './email.routes.ts'
import { createFactSource } from './mail-facts.ts'

const AWA = ids.candidate
const NEVER_APPLIED = randomUUID()
const RACHEL = randomUUID()
const addresses = new Map([
  ['awa@example.com', AWA],
  ['never@example.com', NEVER_APPLIED],
  ['rachel@hr.example', RACHEL],
])

let store: Awaited<ReturnType<typeof startEventStore>>
let log: EventLog
let api: TestApi
beforeAll(async () => {
  store = await startEventStore({ inMemory: true })
  log = createEventLog(store.connectionString, createCodec(createMemoryKeyRing(), eventDefinition))
  const executor = createCommandExecutor(log)
  const correspondents = createCorrespondents({
    facts: createFactSource(log),
    accountOf: (address) => Promise.resolve(addresses.get(address.toLowerCase())),
    hasApplied: (userId) => Promise.resolve(userId === AWA),
  })
  api = await startTestApi(emailEndpoints({ executor, correspondents, sender: 'rh@hr.example' }), {
    side: commandSide({
      idempotency: {
        reserve: () => Promise.resolve('new'),
        complete: () => Promise.resolve(),
        purge: () => Promise.resolve(),
      } as never,
      fingerprintSecret: Buffer.alloc(32),
      readModels: { waitFor: () => Promise.resolve(true), current: () => 0n, behindMs: () => 0 },
      floors: { raise: () => Promise.resolve(), of: () => Promise.resolve(0n) },
      now: () => new Date().toISOString(),
    }),
  })
  await append(`user-${AWA}`, registered(AWA, 'awa@example.com'))
  await append(`user-${NEVER_APPLIED}`, registered(NEVER_APPLIED, 'never@example.com'))
  await append(`user-${RACHEL}`, colleague(RACHEL, 'rachel@hr.example'))
  await append(`application-${ids.application}`, submitted())
})
afterAll(async () => {
  await api.stop()
  await log.dispose()
  await store.stop()
})

const append = (stream: string, event: DomainEvent) =>
  log.append(stream, 'any', [{ id: randomUUID(), event }], madeUpMetadata)

const call = async (method: string, path: string, role: Role | null, body?: object) => {
  const token = role && testTokens.issue({ userId: RACHEL, role, sessionId: randomUUID() })
  const response = await api.call(path, {
    method,
    headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked at, not worked with
  return { status: response.status, body: (await response.json()) as any }
}
const send = (changes: object = {}, role: Role | null = 'recruiter') =>
  call('POST', '/api/v1/emails/send', role, { to: 'awa@example.com', subject: 'Bonjour', body: 'Texte', ...changes })
const invite = (changes: object = {}, role: Role = 'recruiter') =>
  call('POST', '/api/v1/emails/send-interview-email', role, {
    to: 'awa@example.com',
    candidate_full_name: 'Awa Ndong',
    job_title: 'Comptable',
    date: '2099-03-05',
    time: '09:30:00',
    ...changes,
  })
const queuedAs = async (answer: { body: { email_id: string } }) =>
  (await log.readStream(`email-${answer.body.email_id}`))[0]!.data as Record<string, never>

test('W-11 only recruiters and administrators write, and only to the candidate of an application', async () => {
  expect(await send({}, null)).toMatchObject({ status: 401 })
  for (const role of ['candidate', 'observer', 'auditor', 'data'] as const)
    expect(await send({}, role)).toMatchObject({ status: 403 })
  for (const to of ['stranger@example.com', 'never@example.com', 'rachel@hr.example'])
    expect(await send({ to })).toMatchObject({ status: 422, body: { code: 'email-recipient-unknown' } })
  expect(await send({ cc: ['stranger@example.com'] })).toMatchObject({ body: { code: 'email-copy-unknown' } })
  expect(await send({ bcc: ['never@example.com'] })).toMatchObject({ body: { code: 'email-copy-unknown' } })
  expect(await send({ to: 'AWA@example.com', cc: ['rachel@hr.example'] }, 'admin')).toMatchObject({ status: 201 })
})

test('W-32 W-46 a message is queued and answered at once, with the id it will carry; no address is in the log', async () => {
  const answer = await send({ cc: ['rachel@hr.example'], html_body: '<script>alert(1)</script>' })
  expect(answer.body).toEqual({
    success: true,
    message: expect.any(String),
    message_id: `<${answer.body.email_id}@hr.example>`,
    email_id: expect.any(String),
  })
  expect(await queuedAs(answer)).toMatchObject({
    template: 'free-message',
    recipient_id: AWA,
    cc_ids: [RACHEL],
    subject: 'Bonjour',
    requested_by: RACHEL,
    values: { first_name: 'Awa', subject: 'Bonjour', body: 'Texte' },
  })
  const stored = await log.readStoredStream(`email-${answer.body.email_id}`)
  for (const secret of ['awa@example.com', 'rachel@hr.example', 'Bonjour', 'Texte', 'script'])
    expect(JSON.stringify(stored[0]!.data)).not.toContain(secret)
})

test('an invitation takes the names of both contracts, for the application it is about', async () => {
  const camel = {
    candidate_full_name: undefined,
    job_title: undefined,
    candidateFullName: 'Awa Ndong',
    jobTitle: 'Comptable',
    interviewType: 'simulation',
    interviewMode: 'distanciel',
    videoLink: 'https://meet.example/x',
    applicationId: ids.application,
    additionalNotes: 'Apportez vos diplômes',
    time: '09:30',
  }
  const answer = await invite(camel)
  expect(answer.status).toBe(201)
  expect(await queuedAs(answer)).toMatchObject({
    template: 'simulation-invitation',
    application_id: ids.application,
    expires_at: '2099-03-05T08:30:00.000Z',
    values: {
      job_title: 'Comptable',
      starts_at: '2099-03-05T08:30:00.000Z',
      interview_mode: 'distanciel',
      video_link: 'https://meet.example/x',
      notes: 'Apportez vos diplômes',
    },
  })
  expect(await queuedAs(await invite({ location: 'Siège' }))).toMatchObject({
    template: 'interview-invitation',
    values: { location: 'Siège' },
  })
})

test('an invitation into the past, for a stranger’s application, or without what it needs is refused', async () => {
  expect(await invite({ date: '2020-01-01' })).toMatchObject({ status: 400, body: { code: 'email-interview-past' } })
  expect(await invite({ application_id: randomUUID() })).toMatchObject({ body: { code: 'email-recipient-unknown' } })
  expect(await invite({ date: '2099-99-99' })).toMatchObject({ status: 422 })
  expect(await invite({ candidate_full_name: ' ' })).toMatchObject({ status: 422 })
  expect(await invite({}, 'candidate')).toMatchObject({ status: 403 })
})

test('W-12 lines and marks in a subject stay text', async () => {
  const answer = await send({ subject: 'Bonjour\r\nBcc: all@example.com' })
  expect((await queuedAs(answer)).subject).toBe('Bonjour Bcc: all@example.com')
})

test('a message that was given up is tried again on demand, another one is not', async () => {
  const { email_id } = (await send()).body
  const retry = (id: string) => call('POST', `/api/v1/emails/${id}/retry`, 'recruiter')
  expect(await retry(email_id)).toMatchObject({ status: 409, body: { code: 'email-not-abandoned' } })
  await append(`email-${email_id}`, { type: 'EmailAbandoned', data: { email_id, reason: 'refused', attempts: 1 } })
  expect(await retry(email_id)).toMatchObject({ status: 200, body: { data: { id: email_id, status: 'queued' } } })
  expect(await retry(randomUUID())).toMatchObject({ status: 404, body: { code: 'email-not-found' } })
})

test('everybody chooses the language of their messages', async () => {
  const choose = (language: string) => call('PUT', '/api/v1/emails/preferences', 'candidate', { language })
  expect(await choose('en')).toMatchObject({ status: 200, body: { data: { language: 'en' } } })
  expect(await choose('en')).toMatchObject({ status: 200 })
  expect((await log.readStream(`mailPreference-${RACHEL}`)).map(({ type }) => type)).toEqual(['MailLanguageChosen'])
  expect(await choose('de')).toMatchObject({ status: 422 })
})

const person = (user_id: string, email: string) => ({
  user_id,
  email,
  first_name: 'Awa',
  last_name: 'Ndong',
  phone: null,
  date_of_birth: null,
  adresse: null,
  poste_actuel: null,
  matricule: null,
  sexe: 'F',
  no_seeg_email: false,
  annees_experience: null,
})
const registered = (id: string, email: string): DomainEvent => ({
  type: 'CandidateRegistered',
  data: { ...person(id, email), candidate_status: 'externe', statut: 'actif', consent_at: null },
})
const colleague = (id: string, email: string): DomainEvent => ({
  type: 'UserCreatedByAdmin',
  data: {
    ...person(id, email),
    role: 'recruiter',
    candidate_status: null,
    created_by: id,
    password_generated: false,
  },
})
