import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { Role } from '@one-hcm/contracts/kernel/route'
import { applicationWire } from '@one-hcm/contracts/recruitment/applications/application.wire'
import { protocol1Wire } from '@one-hcm/contracts/recruitment/evaluations/protocol1.wire'
import { jobOfferWire } from '@one-hcm/contracts/recruitment/job-offers/job-offer.wire'
import { eventDefinition } from '@one-hcm/contracts/registry'
import { type EventStore, startEventStore } from '@one-hcm/embedded/event-store/event-store'
import type { DocumentStore } from '@one-hcm/platform/blobs/document-store'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import { type CommandExecutor, createCommandExecutor } from '@one-hcm/platform/commands/executor'
import type { IdempotencyStore } from '@one-hcm/platform/commands/idempotency-store'
import { createCodec } from '@one-hcm/platform/event-store/codec'
import { createEventLog, type EventLog } from '@one-hcm/platform/event-store/event-log'
import { commandSide } from '@one-hcm/platform/http/command-side'
import { silentLogger } from '@one-hcm/platform/logging/logger'
import { createMemoryKeyRing } from '@one-hcm/platform/testing/memory-key-ring'
import { startTestApi, type TestApi, testTokens } from '@one-hcm/platform/testing/test-api'
import { performCommand } from '../policies/perform-command.ts'
import { policies } from '../policies/policies.ts'
import { reactingExecutor } from '../policies/reacting-executor.ts'
import { application } from './applications/application.ts'
import { changeApplicationStatus } from './applications/change-application-status.ts'
import { recruitmentEndpoints } from './recruitment.routes.ts'

let store: EventStore
let log: EventLog
let api: TestApi
const files = new Map<string, Buffer>()

const documents: DocumentStore = {
  ensureReady: () => Promise.resolve(),
  keyFor: ({ documentId }) => Promise.resolve(`${documentId}.stored`),
  put: ({ documentId, bytes }) => {
    files.set(documentId, bytes)
    return Promise.resolve({ storage_key: `${documentId}.stored` })
  },
  get: ({ documentId }) => Promise.resolve(files.get(documentId)),
}

function memoryIdempotency(): IdempotencyStore {
  const known = new Map<string, { fingerprint: string; since: string }>()
  return {
    reserve: (id, fingerprint, now) => {
      const claim = known.get(id) ?? { fingerprint, since: now }
      known.set(id, claim)
      return Promise.resolve(claim.fingerprint === fingerprint ? { since: claim.since } : 'other-request')
    },
    complete: () => Promise.resolve(),
    purge: () => Promise.resolve(),
  }
}

beforeAll(async () => {
  store = await startEventStore({ inMemory: true })
  log = createEventLog(store.connectionString, createCodec(createMemoryKeyRing(), eventDefinition))
  const executor = reactingExecutor(createCommandExecutor(log), policies, performCommand, silentLogger())
  api = await startTestApi(recruitmentEndpoints({ executor, documents, settings: { documentMaxBytes: 10_485_760 } }), {
    side: commandSide({
      idempotency: memoryIdempotency(),
      fingerprintSecret: Buffer.alloc(32),
      readModels: { waitFor: () => Promise.resolve(true), current: () => 0n, behindMs: () => 0 },
      floors: { raise: () => Promise.resolve(), of: () => Promise.resolve(0n) },
      now: () => new Date().toISOString(),
    }),
  })
})
afterAll(async () => {
  await api?.stop()
  await log?.dispose()
  await store?.stop()
})

type Person = { id: string; role: Role }
const person = (role: Role): Person => ({ id: randomUUID(), role })
const recruiter = person('recruiter')

const commandOf = (actor: Person): CommandContext => ({
  actor,
  commandId: randomUUID(),
  fingerprint: undefined,
  ifMatch: undefined,
  correlationId: 'correlation',
  causationId: 'causation',
  requestId: 'request',
  now: new Date().toISOString(),
})

async function call(method: string, path: string, as: Person | undefined, body?: unknown, headers = {}) {
  const token = as && testTokens.issue({ userId: as.id, role: as.role, sessionId: randomUUID() })
  const response = await api.call(path, {
    method,
    headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Readonly<Record<string, unknown>>,
  }
}

/** A candidate whose account is open. */
async function candidate(candidate_status: 'interne' | 'externe' = 'externe', approved = true): Promise<Person> {
  const one = person('candidate')
  const registered = {
    type: 'CandidateRegistered',
    data: {
      user_id: one.id,
      email: 'awa@example.com',
      first_name: 'Awa',
      last_name: 'Ndong',
      phone: null,
      date_of_birth: null,
      adresse: null,
      poste_actuel: null,
      matricule: null,
      sexe: null,
      candidate_status,
      no_seeg_email: true,
      annees_experience: null,
      statut: 'en_attente',
      consent_at: null,
    },
  }
  const accepted = {
    type: 'AccessApproved',
    data: { user_id: one.id, request_id: one.id, reviewed_by: recruiter.id },
  }
  await log.append(
    `user-${one.id}`,
    'no-stream',
    (approved ? [registered, accepted] : [registered]).map((event) => ({ id: randomUUID(), event })),
    {
      actor: one,
      correlation_id: 'c',
      causation_id: 'c',
      request_id: 'r',
      occurred_at: new Date().toISOString(),
      schema_version: 1,
      command_id: randomUUID(),
    },
  )
  return one
}

const samples = join(import.meta.dirname, '../../../samples')
const pdf = (path: string) => readFileSync(join(samples, path)).toString('base64')
const threeDocuments = [
  { document_type: 'cv', file_name: 'cv.pdf', file_data: pdf('cv/cv01-ingenieur-reseau-fr.pdf') },
  { document_type: 'cover_letter', file_name: 'lettre.pdf', file_data: pdf('cover-letters/cl04-comptable-fr.pdf') },
  { document_type: 'diploma', file_name: 'diplôme.pdf', file_data: pdf('diplomas/dip01-ingenieur-fr.pdf') },
]
const job = JSON.parse(readFileSync(join(samples, 'jobs/j1-ingenieur-reseau-electrique.json'), 'utf8')) as {
  title: string
  description: string
  questions_mtp: Record<string, string[]>
}
const offerBody = {
  title: job.title,
  description: job.description,
  location: ['Libreville', 'Ntoum'],
  contract_type: 'CDI',
  questions_mtp: job.questions_mtp,
}
const answers = {
  metier: job.questions_mtp.questions_metier!.map(() => 'Réponse'),
  talent: job.questions_mtp.questions_talent!.map(() => 'Réponse'),
  paradigme: job.questions_mtp.questions_paradigme!.map(() => 'Réponse'),
}

const publish = async (changes: object = {}) =>
  String((await call('POST', '/api/v1/jobs', recruiter, { ...offerBody, ...changes })).body.id)
const apply = (as: Person, job_offer_id: string, changes: object = {}, headers = {}) =>
  call(
    'POST',
    '/api/v1/applications',
    as,
    { job_offer_id, documents: threeDocuments, mtp_answers: answers, ...changes },
    headers,
  )
const eventsOf = async (stream: string) => (await log.readStream(stream)).map(({ type }) => type)

describe('offers', () => {
  test('are written and open in one step, in either slash form', async () => {
    const created = await call('POST', '/api/v1/jobs/', recruiter, offerBody)
    expect(created.status).toBe(201)
    jobOfferWire.parse(created.body)
    expect(created.body).toMatchObject({ status: 'active', location: 'Libreville, Ntoum', recruiter_id: recruiter.id })
    expect(created.headers.get('Location')).toBe(`/api/v1/jobs/${created.body.id}`)
    expect(created.headers.get('ETag')).toBe('"1"')
    expect(await eventsOf(`jobOffer-${created.body.id}`)).toEqual(['JobOfferDrafted', 'JobOfferPublished'])
  })

  test('are made once under an idempotency key, with the same answer', async () => {
    const key = { 'Idempotency-Key': randomUUID() }
    const posts = Array.from({ length: 10 }, () => call('POST', '/api/v1/jobs', recruiter, offerBody, key))
    const answers = await Promise.all(posts)
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect(await eventsOf(`jobOffer-${answers[0]!.body.id}`)).toHaveLength(2)
  })

  test('are drafted, completed and published', async () => {
    const { body: draft } = await call('POST', '/api/v1/jobs', recruiter, { title: 'Idée', status: 'draft' })
    const path = `/api/v1/jobs/${draft.id}`
    const refused = await call('PUT', path, recruiter, { status: 'active' })
    expect([refused.status, refused.body.code]).toEqual([422, 'job-offer-incomplete'])
    expect(refused.body.errors).toHaveLength(6)
    const published = await call('PUT', path, recruiter, {
      ...offerBody,
      status: 'active',
      requirements: ['HTA'],
      responsibilities: ['Études'],
    })
    expect([published.status, published.body.status]).toEqual([200, 'active'])
    expect(await eventsOf(`jobOffer-${draft.id}`)).toEqual(['JobOfferDrafted', 'JobOfferRevised', 'JobOfferPublished'])
  })

  test.each([
    [{ title: undefined }, '/title'],
    [{ title: 'x'.repeat(201) }, '/title'],
    [{ contract_type: 'Bénévolat' }, '/contract_type'],
    [{ salary_min: -1 }, '/salary_min'],
    [{ salary_min: 1.5 }, '/salary_min'],
    [{ offer_status: 'amis' }, '/offer_status'],
    [{ status: 'perdue' }, '/status'],
    [{ application_deadline: 'demain' }, '/application_deadline'],
    [{ questions_mtp: undefined, question_talent: 'a\nb\nc\nd' }, '/questions_mtp/questions_talent'],
    [{ questions_mtp: { questions_metier: [' '] } }, '/questions_mtp/questions_metier/0'],
  ])('are refused with %j, naming the field', async (changes, pointer) => {
    const { status, body } = await call('POST', '/api/v1/jobs', recruiter, { ...offerBody, ...changes })
    expect([status, body.errors]).toEqual([422, [expect.objectContaining({ pointer })]])
  })

  test('belong to their recruiter', async () => {
    const path = `/api/v1/jobs/${await publish()}`
    expect((await call('PUT', path, person('recruiter'), { title: 'Autre titre' })).body.code).toBe(
      'job-offer-not-owned',
    )
    expect((await call('PUT', path, person('admin'), { title: 'Autre titre' })).status).toBe(200)
    for (const role of ['observer', 'candidate', 'auditor', 'data'] as const)
      expect((await call('PUT', path, person(role), {})).status).toBe(403)
    expect((await call('POST', '/api/v1/jobs', undefined, offerBody)).status).toBe(401)
    expect((await call('PUT', path, recruiter, { title: 'x' }, { 'If-Match': '"0"' })).status).toBe(412)
  })
})

describe('applications', () => {
  test('are submitted with real documents, by accounts that were approved', async () => {
    const [awa, offer] = [await candidate(), await publish()]
    const { status, body } = await apply(awa, offer)
    expect([status, body.message]).toEqual([201, 'Candidature déposée avec succès. 3 document(s) uploadé(s)'])
    const data = applicationWire.parse(body.data)
    expect(data).toMatchObject({ candidate_id: awa.id, status: 'pending', mtp_answers: { metier: answers.metier } })
    for (const { id, file_size } of data.documents) expect(files.get(id)).toHaveLength(file_size)
    expect(await eventsOf(`application-${data.id}`)).toEqual(['ApplicationSubmitted'])
    expect(await eventsOf(`protocol1-${data.id}`)).toEqual(['EvaluationStarted'])
  })

  test('50 at once of the same candidate for the same offer: one is made', async () => {
    const [awa, offer] = [await candidate(), await publish({ questions_mtp: null })]
    const answered = await Promise.all(Array.from({ length: 50 }, () => apply(awa, offer)))
    expect(answered.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answered.filter(({ body }) => body.code === 'application-duplicate')).toHaveLength(49)
    const { id } = answered.find(({ status }) => status === 201)!.body.data as { id: string }
    expect(await eventsOf(`application-${id}`)).toHaveLength(1)
  })

  test('the same POST 20 times at once under one key: one event, equal answers; another body is refused', async () => {
    const [awa, offer] = [await candidate(), await publish()]
    const key = { 'Idempotency-Key': randomUUID() }
    const answered = await Promise.all(Array.from({ length: 20 }, () => apply(awa, offer, {}, key)))
    expect(new Set(answered.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1)
    const { id } = answered[0]!.body.data as { id: string }
    expect(await eventsOf(`application-${id}`)).toHaveLength(1)
    const other = await apply(awa, offer, { has_been_manager: true }, key)
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused'])
  })

  test('refused ones store nothing', async () => {
    const [awa, offer] = [await candidate(), await publish()]
    const before = files.size
    const bad = { document_type: 'cv', file_name: 'cv.pdf', file_data: pdf('bad/truncated.pdf') }
    for (const [changes, code] of [
      [{ documents: [bad, ...threeDocuments.slice(1)] }, 'document-invalid'],
      [{ documents: threeDocuments.slice(0, 2) }, 'documents-missing'],
      [{ documents: [] }, 'documents-missing'],
      [{ mtp_answers: { metier: [] } }, 'mtp-answers-mismatch'],
      [{ candidate_id: randomUUID() }, 'candidate-mismatch'],
      [{ job_offer_id: randomUUID() }, 'job-offer-not-found'],
    ] as const)
      expect((await apply(awa, offer, changes)).body.code).toBe(code)
    expect((await apply(await candidate('externe', false), offer)).body.code).toBe('account-not-active')
    expect((await apply(await candidate(), await publish({ offer_status: 'interne' }))).status).toBe(404)
    expect((await apply(recruiter, offer)).status).toBe(403)
    expect(files.size).toBe(before)
  })

  test('move along; a step that does not exist is a conflict', async () => {
    const { body } = await apply(await candidate(), await publish())
    const { id } = body.data as { id: string }
    const path = `/api/v1/applications/${id}/status`
    const moved = await call('PUT', path, recruiter, { status: 'entretien_programme', notes: 'Mardi' })
    expect(moved.body.data).toMatchObject({ status: 'interview_scheduled', status_fr: 'entretien_programme' })
    expect((await call('PUT', path, recruiter, { status: 'hired' })).status).toBe(409)
    expect((await call('PUT', path, recruiter, { status: 'nonsense' })).status).toBe(400)
    expect((await call('PUT', path, person('observer'), { status: 'rejected' })).status).toBe(403)
    expect(
      (await call('PUT', `/api/v1/applications/${randomUUID()}/status`, recruiter, { status: 'rejected' })).status,
    ).toBe(404)
  })

  test('of two recruiters who move one at the same time, through two instances, both are heard in turn', async () => {
    const { body } = await apply(await candidate(), await publish())
    const { id } = body.data as { id: string }
    const instances = [createCommandExecutor(log), createCommandExecutor(log)]
    const move = (executor: CommandExecutor, status: string) =>
      executor.execute(commandOf(recruiter), {
        aggregate: application,
        id,
        decide: (state) =>
          changeApplicationStatus(state, { applicationId: id, status, notes: null, changedBy: recruiter.id }),
      })
    await Promise.all(instances.map((executor) => move(executor, 'pending')))
    // Both have the application as it is now in their cache: one append conflicts and is decided again.
    const words = ['incubation', 'interview_scheduled']
    const outcomes = await Promise.all(instances.map((executor, index) => move(executor, words[index]!)))
    expect(outcomes.map(isRefusal)).toEqual([false, false])
    const moves = (await log.readStream(`application-${id}`)).slice(1).map(({ data }) => data)
    expect(moves).toHaveLength(2)
    const [first, second] = moves as { previous_status: string; new_status: string }[]
    expect([first!.previous_status, second!.previous_status]).toEqual(['pending', first!.new_status])
  })
})

describe('evaluations', () => {
  test('open with the submission and are scored section by section', async () => {
    const { body: submitted } = await apply(await candidate(), await publish())
    const { id } = submitted.data as { id: string }
    const first = await call('POST', '/api/v1/evaluations/protocol1', recruiter, {
      application_id: id,
      cv_score: '16.00',
      cv_comments: 'Parcours cohérent',
      overall_score: 20,
      total_score: 20,
    })
    expect(first.status).toBe(201)
    protocol1Wire.parse(first.body)
    expect(first.body).toMatchObject({
      id,
      evaluator_id: recruiter.id,
      status: 'in_progress',
      cv_score: 16,
      documentary_score: 16,
      overall_score: 3.2,
    })
    const again = await call('POST', '/api/v1/evaluations/protocol1', recruiter, { application_id: id, cv_score: 1 })
    expect([again.status, again.body.code]).toEqual([409, 'evaluation-exists'])
    const done = await call('PUT', `/api/v1/evaluations/protocol1/${id}`, recruiter, {
      mtp_score: 10,
      interview_score: 15,
      diplomes_certificats_score: 16,
      lettre_motivation_score: 16,
    })
    expect(done.body).toMatchObject({ status: 'completed', completed: true, passed: true, overall_score: 13.2 })
    expect(JSON.stringify((await log.readStoredStream(`protocol1-${id}`)).map(({ data }) => data))).not.toContain(
      'cohérent',
    )
  })

  test('in the older form: one score out of 100 with notes', async () => {
    const { body: submitted } = await apply(await candidate(), await publish())
    const { id } = submitted.data as { id: string }
    const { body } = await call('POST', '/api/v1/evaluations/protocol1', recruiter, {
      application_id: id,
      score: 83,
      notes: 'Bon profil',
    })
    expect(body).toMatchObject({ score: 83, notes: 'Bon profil', overall_score: 16.6, scoring_model: 'global' })
  })

  test('are refused for unknown applications, out of range, and to those who do not decide', async () => {
    const unknown = { application_id: randomUUID(), cv_score: 10 }
    expect((await call('POST', '/api/v1/evaluations/protocol1', recruiter, unknown)).status).toBe(404)
    expect((await call('PUT', `/api/v1/evaluations/protocol1/${randomUUID()}`, recruiter, {})).status).toBe(404)
    for (const cv_score of [20.5, -1, 'dix', '1e1', true])
      expect((await call('POST', '/api/v1/evaluations/protocol1', recruiter, { ...unknown, cv_score })).status).toBe(
        422,
      )
    for (const role of ['observer', 'candidate', 'auditor'] as const)
      expect((await call('POST', '/api/v1/evaluations/protocol1', person(role), unknown)).status).toBe(403)
  })
})
