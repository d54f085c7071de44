import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { type Answer, at, summaryOf } from '../testing/client.ts'
import { type Person, signUpCandidate, signUpForm } from '../testing/people.ts'
import { exportLog, isAccessRecord, type Offer, publishOffer, submission } from '../testing/recruitment.ts'
import { badDocument, badFiles, smallDocuments } from '../testing/samples.ts'
import { systemForSuite } from './suite-system.ts'

const suite = systemForSuite({ shape: 'one-process' })

/** Everything the log holds but records of reading, and of messages: the welcome of who signed up before goes out in its own time. */
const logOfFacts = async () =>
  (await exportLog(suite.client, suite.auditor)).filter(
    (event) => !isAccessRecord(event) && !event.stream.startsWith('email-'),
  )

/** Runs calls that must all be refused as clients' mistakes, and checks that the log took nothing of them. */
async function expectRefusals(calls: (() => Promise<Answer>)[]): Promise<void> {
  const before = await logOfFacts()
  const wrong: string[] = []
  for (const call of calls) {
    const answer = await call()
    const isProblem = answer.headers.get('Content-Type')?.startsWith('application/problem+json')
    const isRefused = answer.status >= 400 && answer.status < 500 && isProblem && typeof at(answer, 'code') === 'string'
    if (!isRefused) wrong.push(summaryOf(answer))
  }
  expect(wrong).toEqual([])
  expect(await logOfFacts()).toEqual(before)
}

async function applicant(): Promise<{ candidate: Person; offer: Offer }> {
  const offer = await publishOffer(suite.client, suite.recruiter)
  return { candidate: await signUpCandidate(suite.client), offer }
}

test.each(badFiles())('the document %s is refused and nothing of it is kept', async (name) => {
  const { candidate, offer } = await applicant()
  const [, ...others] = smallDocuments('good')
  const json = submission(offer, [badDocument(name), ...others])
  await expectRefusals([() => suite.client.post('/api/v1/applications', { token: candidate.token, json })])
})

test('submissions that say too little, too much or something else', async () => {
  const { candidate, offer } = await applicant()
  const good = submission(offer, smallDocuments('good'))
  const oversized = { ...smallDocuments('x')[0]!, file_data: Buffer.alloc(11 * 1024 * 1024, 'a').toString('base64') }
  const bodies: unknown[] = [
    {},
    [],
    'text',
    7,
    null,
    { ...good, documents: [] },
    { ...good, documents: good.documents.slice(1) },
    { ...good, documents: [...good.documents, good.documents[0]] },
    { ...good, documents: [oversized, ...good.documents.slice(1)] },
    { ...good, documents: good.documents.map((document) => ({ ...document, file_data: '%%% not base64 %%%' })) },
    { ...good, documents: good.documents.map((document) => ({ ...document, document_type: 'portrait' })) },
    { ...good, documents: 'cv.pdf' },
    { ...good, job_offer_id: 'j1' },
    { ...good, job_offer_id: '00000000-0000-4000-8000-000000000000' },
    { ...good, job_offer_id: { $ne: null } },
    { ...good, candidate_id: suite.admin.id },
    { ...good, has_been_manager: 'perhaps' },
    { ...good, availability_start: '2026-02-30' },
    { ...good, ref_mail: 'x'.repeat(300) },
    { ...good, mtp_answers: { reponses_metier: [], reponses_talent: [], reponses_paradigme: [] } },
    { ...good, mtp_answers: { reponses_metier: 'one', reponses_talent: 2, reponses_paradigme: null } },
  ]
  await expectRefusals(
    bodies.map((json) => () => suite.client.post('/api/v1/applications', { token: candidate.token, json })),
  )
})

test('sign-ups with wrong types, weak passwords, forged fields and text that no store keeps', async () => {
  const changes: Readonly<Record<string, unknown>>[] = [
    { email: 'nobody' },
    { email: ['a@example.org'] },
    { email: `${'x'.repeat(300)}@example.org` },
    { password: 'short' },
    { password: 'alllowercaseletters' },
    { password: 12 },
    { first_name: '' },
    { first_name: 'x'.repeat(101) },
    { first_name: 'nul\u0000byte' },
    { last_name: { first: 'x' } },
    { date_of_birth: '30/02/1990' },
    { date_of_birth: '1990-02-30' },
    { date_of_birth: new Date().toISOString().slice(0, 10) },
    { sexe: 'X' },
    { matricule: 'abc', candidate_status: 'interne' },
    { matricule: 2 ** 53 + 1, candidate_status: 'interne' },
    { candidate_status: 'interne' },
    { annees_experience: -1 },
    { annees_experience: 1e300 },
    { role: 'admin' },
    { statut: 'archivé' },
  ]
  await expectRefusals(
    changes.map((change) => () => suite.client.post('/api/v1/auth/signup', { json: signUpForm(change) })),
  )
})

test('bodies that are no JSON, not of this kind or too large', async () => {
  const { recruiter, client } = suite
  const json = 'application/json'
  const raws: { type: string; bytes: string }[] = [
    { type: json, bytes: '{"title": "cut off' },
    { type: json, bytes: '{title: unquoted}' },
    { type: json, bytes: '\uFEFF{}x' },
    { type: json, bytes: 'null' },
    { type: json, bytes: '['.repeat(100_000) },
    { type: json, bytes: `${'{"a":'.repeat(200)}1${'}'.repeat(200)}` },
    { type: json, bytes: '{"title":"x","salary_min":1e400}' },
    { type: json, bytes: '{"__proto__":{"status":"active"},"constructor":{"prototype":{"role":"admin"}}}' },
    { type: json, bytes: JSON.stringify({ title: 'x'.repeat(300 * 1024) }) },
    { type: 'text/plain', bytes: 'title=x' },
    { type: 'application/xml', bytes: '<title>x</title>' },
    { type: 'multipart/form-data; boundary=none', bytes: 'no part' },
    { type: 'multipart/form-data', bytes: '--x\r\n\r\n--x--' },
  ]
  await expectRefusals(raws.map((raw) => () => client.post('/api/v1/jobs', { token: recruiter.token, raw })))
  const compressed = { type: json, bytes: '{}' }
  await expectRefusals([
    () =>
      client.post('/api/v1/jobs', { token: recruiter.token, raw: compressed, headers: { 'Content-Encoding': 'gzip' } }),
  ])
})

test('a body that is larger than it may be and does not say so beforehand', async () => {
  const { recruiter, system } = suite
  const before = await logOfFacts()
  const { status, type } = await postInChunks(`${system.origins.command[0]}/api/v1/jobs`, recruiter.token, 300)
  expect([status, type]).toEqual([413, 'application/problem+json; charset=utf-8'])
  expect(await logOfFacts()).toEqual(before)
})

/** Sends so many KiB without a Content-Length; the answer may come before all of it is sent. */
function postInChunks(url: string, token: string, kib: number): Promise<{ status: number; type: string }> {
  return new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
    const call = request(url, { method: 'POST', headers }, (response) => {
      response.resume()
      resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '' })
    })
    call.on('error', reject)
    call.write('{"title":"')
    for (let sent = 0; sent < kib; sent += 1) call.write('x'.repeat(1024))
    call.end('"}')
  })
}

test('calls with forged tokens, keys, conditions, methods and paths', async () => {
  const { candidate } = await applicant()
  const { client, recruiter } = suite
  const forged = `${candidate.token.slice(0, -4)}AAAA`
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${candidate.token.split('.')[1]}.`
  const offer = { token: recruiter.token, json: { title: 'Une offre', status: 'draft' } }
  await expectRefusals([
    () => client.get('/api/v1/users/me'),
    ...['', 'x', forged, unsigned].map(
      (token) => () => client.get('/api/v1/users/me', { headers: { Authorization: `Bearer ${token}` } }),
    ),
    () => client.get('/api/v1/users/me', { headers: { Authorization: 'Basic YTpi' } }),
    () => client.post('/api/v1/jobs', { ...offer, token: candidate.token }),
    () => client.post('/api/v1/jobs', { ...offer, headers: { 'Idempotency-Key': 'x'.repeat(201) } }),
    () => client.get('/api/v1/audit/events', { token: candidate.token }),
    () => client.get('/api/v1/applications?limit=0', { token: recruiter.token }),
    () => client.get('/api/v1/applications?limit=1e9', { token: recruiter.token }),
    () => client.get('/api/v1/applications?cursor=forged', { token: recruiter.token }),
    () => client.get('/api/v1/applications', { token: recruiter.token, consistency: 'soon' }),
    () => client.get('/api/v1/applications/nothing', { token: recruiter.token }),
    () => client.get("/api/v1/applications/1' or '1'='1", { token: recruiter.token }),
    () => client.call('DELETE', '/api/v1/auth/login'),
    () => client.call('PATCH', '/api/v1/users/me', { token: candidate.token, json: {} }),
    () => client.get('/api/v1/../../etc/passwd'),
    () => client.get('/api/v1/%00'),
    () => client.get('/api/v1/%zz'),
    () =>
      client.put('/api/v1/applications/00000000-0000-4000-8000-000000000000/status', {
        token: recruiter.token,
        json: { status: 'reviewed' },
      }),
  ])
})

test('none of the calls above made the system fail', () => {
  const log = readFileSync(join(suite.system.logFolder, 'all-in-one.log'), 'utf8').split('\n')
  expect(log.filter((line) => /"msg":"(request failed|unexpected error)"/.test(line))).toEqual([])
})
