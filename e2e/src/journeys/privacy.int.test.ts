import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { operatorEnvironment } from '@one-hcm/platform/config/environment'
import { at, expectStatus, textAt } from '../testing/client.ts'
import { logIn, PASSWORD, signUpForm, uniqueMatricule } from '../testing/people.ts'
import { openTap, type Tap } from '../testing/rabbit.ts'
import { apply, changeStatus, publishOffer } from '../testing/recruitment.ts'
import { answersTo, smallPdf } from '../testing/samples.ts'
import { waitFor } from '../testing/wait.ts'
import { createCanaries, readableBlobs, readableFiles, readableIn, readableTables } from './canaries.ts'
import { systemForSuite } from './suite-system.ts'

const amqpUrl = process.env.AMQP_URL
const suite = systemForSuite({ shape: 'one-process', amqpUrl, env: { LOG_LEVEL: 'debug' } })
const canaries = createCanaries()
const environment = () => operatorEnvironment(suite.system.dataDir, suite.system.environment())
let tap: Tap | undefined

/** Everything that can be said about a person is said, with values that are found again wherever they are readable. */
beforeAll(async () => {
  const { system, client, recruiter } = suite
  if (system.broker) tap = await openTap(system.broker.url, system.broker.prefix)
  const person = {
    first_name: canaries.firstName,
    last_name: canaries.lastName,
    phone: canaries.phone,
    adresse: canaries.address,
    poste_actuel: canaries.position,
  }
  const form = signUpForm({ ...person, email: `${canaries.email}@example.org` })
  expectStatus(await client.post('/api/v1/auth/signup', { json: form }), 201)
  const candidate = await logIn(client, form.email)

  const offer = await publishOffer(client, recruiter)
  const documents = ['cv', 'cover_letter', 'diplome'].map((document_type) => ({
    document_type,
    file_name: `${canaries.fileName}-${document_type}.pdf`,
    file_data: smallPdf(`${document_type} ${canaries.pdfText}`),
  }))
  const submitted = expectStatus(
    await apply(client, candidate, offer, {
      body: { documents, mtp_answers: answersTo(offer.questions, canaries.answer), ref_fullname: canaries.referee },
    }),
    201,
  )
  const id = textAt(submitted, 'data', 'id')
  expectStatus(await changeStatus(client, recruiter, id, 'reviewed', { notes: canaries.note }), 200)
  expectStatus(
    await client.put(`/api/v1/evaluations/protocol1/${id}`, {
      token: recruiter.token,
      json: { cv_score: 12, cv_comments: canaries.comment },
    }),
    200,
  )

  const waiting = signUpForm({
    ...person,
    email: `${canaries.email}.waiting@example.org`,
    candidate_status: 'interne',
    matricule: uniqueMatricule(),
    no_seeg_email: true,
  })
  expectStatus(await client.post('/api/v1/auth/signup', { json: waiting }), 201)
  const requests = await client.get('/api/v1/access-requests?status_filter=pending', { token: recruiter.token })
  expectStatus(
    await client.post('/api/v1/access-requests/reject', {
      token: recruiter.token,
      json: {
        request_id: textAt(requests, 'data', 0, 'id'),
        rejection_reason: `${canaries.reason} ${canaries.reason}`,
      },
    }),
    200,
  )
  // Mistakes are logged too: what was wrong with must not be.
  await client.post('/api/v1/auth/signup', { json: { ...waiting, date_of_birth: canaries.address } })
  await client.post('/api/v1/auth/login', { json: { email: form.email, password: `${PASSWORD}${canaries.note}` } })
  await client.get(`/api/v1/applications?q=${canaries.lastName}`, { token: recruiter.token })
  expect(at(await client.get(`/api/v1/applications/${id}`, { token: recruiter.token }), 'data', 'id')).toBe(id)
  await waitFor('the lake to be complete', async () => (await system.operator('lake', 'verify')).code === 0)
}, 120_000)

afterAll(() => tap?.close())

test('no personal value is readable in the files of the event store', () => {
  const folder = join(suite.system.dataDir, 'event-store')
  expect(readableFiles(canaries, folder)).toEqual({})
  // What is no secret is found: the files are not just unreadable to this search.
  expect(readableFiles({ type: 'ApplicationSubmitted' }, folder)).not.toEqual({})
})

test('W-20 nor in any log, at the level that says most', () => {
  expect(readableFiles(canaries, suite.system.logFolder)).toEqual({})
  expect(readableFiles({ level: '"level":' }, suite.system.logFolder)).not.toEqual({})
})

if (amqpUrl) {
  test('nor in any message of RabbitMQ', async () => {
    const messages = await waitFor('the messages', () => {
      const found = tap?.messages ?? []
      return found.some(({ fields }) => fields.routingKey.endsWith('AccessRejected')) && found
    })
    const readable = messages.flatMap(({ content, fields, properties }) =>
      readableIn(canaries, Buffer.concat([content, Buffer.from(JSON.stringify([fields, properties]))])),
    )
    expect(readable).toEqual([])
  })
} else {
  test.skip('nor in any message of RabbitMQ: skipped because AMQP_URL is not set', () => undefined)
}

test('in blob storage: not in documents, their names or metadata; in the lake only in the raw zone', async () => {
  const { AZURE_STORAGE_CONNECTION_STRING: connectionString } = environment()
  expect(await readableBlobs(canaries, connectionString!, 'documents')).toEqual({ blobs: 3, readable: [] })
  // The raw zone is restricted because it has them; that they are found there shows that the search finds them.
  const raw = await readableBlobs(canaries, connectionString!, 'raw')
  expect(raw.readable).toEqual(expect.arrayContaining(['email', 'firstName', 'answer', 'pdfText', 'referee']))
})

test('in PostgreSQL only in the rows of read models, and not beside the keys', async () => {
  const { DATABASE_URL, KEYS_DATABASE_URL } = environment()
  expect(await readableTables(canaries, KEYS_DATABASE_URL!)).toEqual({})
  const readable = await readableTables(canaries, DATABASE_URL!)
  expect(Object.keys(readable).filter((table) => !/^read_\d+\./.test(table))).toEqual([])
  expect(new Set(Object.values(readable).flat())).toEqual(
    new Set(Object.keys(canaries).filter((field) => field !== 'pdfText')),
  )
})
