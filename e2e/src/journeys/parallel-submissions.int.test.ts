import { expect, test } from '@jest/globals'
import { type Answer, at, textAt } from '../testing/client.ts'
import { signUpCandidate } from '../testing/people.ts'
import { type AuditEvent, apply, exportLog, publishOffer, submission } from '../testing/recruitment.ts'
import { smallDocuments } from '../testing/samples.ts'
import type { Shape } from '../testing/system.ts'
import { waitFor } from '../testing/wait.ts'
import { systemForSuite } from './suite-system.ts'

const shape: Shape = 'one-process'
const suite = systemForSuite({ shape })
const PARALLEL = 50

const submissionsOf = async (applicationId: string): Promise<AuditEvent[]> =>
  (await exportLog(suite.client, suite.auditor)).filter(
    ({ stream, type }) => stream === `application-${applicationId}` && type === 'ApplicationSubmitted',
  )

const inParallel = (make: () => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(Array.from({ length: PARALLEL }, make))

test('Z9: 50 submissions of one candidate to one offer at once: one is accepted, 49 are told why not, one event', async () => {
  const { client, recruiter } = suite
  const offer = await publishOffer(client, recruiter)
  const candidate = await signUpCandidate(client)

  const answers = await inParallel(() => apply(client, candidate, offer))

  const accepted = answers.filter(({ status }) => status === 201)
  expect(accepted).toHaveLength(1)
  const refused = answers.filter(({ status }) => status !== 201)
  expect(new Set(refused.map((answer) => `${answer.status} ${textAt(answer, 'code')}`))).toEqual(
    new Set(['400 application-duplicate']),
  )
  expect(refused.every(({ headers }) => headers.get('Content-Type')?.startsWith('application/problem+json'))).toBe(true)
  expect(await submissionsOf(textAt(accepted[0]!, 'data', 'id'))).toHaveLength(1)
})

test('one submission sent 50 times at once under one idempotency key: one event, 50 equal answers', async () => {
  const { client, recruiter } = suite
  const offer = await publishOffer(client, recruiter)
  const candidate = await signUpCandidate(client)
  const idempotencyKey = `parallel-${candidate.id}`

  const answers = await inParallel(() => apply(client, candidate, offer, { idempotencyKey }))

  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
  for (const answer of answers) expect(answer.body).toEqual(answers[0]!.body)
  expect(await submissionsOf(textAt(answers[0]!, 'data', 'id'))).toHaveLength(1)

  const json = submission(offer, smallDocuments('another'), { has_been_manager: true })
  const other = await client.post('/api/v1/applications', { token: candidate.token, json, idempotencyKey })
  expect([other.status, at(other, 'code')]).toEqual([422, 'idempotency-key-reused'])
})

test('one sign-up sent 50 times at once under one idempotency key, again where there was no room: one account, equal answers', async () => {
  const { client } = suite
  const idempotencyKey = `sign-up-${crypto.randomUUID()}`
  const json = {
    email: `parallel.${crypto.randomUUID().slice(0, 8)}@example.org`,
    password: 'Une-Phrase-Longue-2026!',
    first_name: 'Paul',
    last_name: 'Parallèle',
    date_of_birth: '1988-01-02',
    sexe: 'M',
  }

  const answers = await inParallel(() =>
    // Hashing passwords is bounded: what does not fit is told to come again, and may, with the same key.
    waitFor('the sign-up to be settled', async () => {
      const answer = await client.post('/api/v1/auth/signup', { json, idempotencyKey })
      if (answer.status === 503) expect(at(answer, 'code')).toBe('overloaded')
      return answer.status !== 503 && answer
    }),
  )

  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
  for (const answer of answers) expect(answer.body).toEqual(answers[0]!.body)
  const log = await exportLog(client, suite.auditor)
  expect(log.filter(({ stream }) => stream === `user-${textAt(answers[0]!, 'id')}`)).toHaveLength(1)
})

test('Ctrl-C under load: everything ends within 10 s, and what was answered is there after a restart', async () => {
  const { client, recruiter, system } = suite
  const offer = await publishOffer(client, recruiter)
  const candidates = await Promise.all(Array.from({ length: 20 }, () => signUpPatiently()))
  const submissions = candidates.map((candidate) => apply(client, candidate, offer))

  await Promise.race(submissions)
  expect(await system.stop('SIGINT')).toBeLessThan(10_000)
  const accepted = (await Promise.all(submissions)).filter(({ status }) => status === 201)
  await system.recover()

  expect(accepted.length).toBeGreaterThan(0)
  for (const answer of accepted) {
    const read = await client.get(`/api/v1/applications/${textAt(answer, 'data', 'id')}`, { token: recruiter.token })
    expect(at(read, 'data', 'id')).toBe(textAt(answer, 'data', 'id'))
  }
}, 90_000)

const signUpPatiently = () => waitFor('room for a sign-up', () => signUpCandidate(suite.client).catch(() => undefined))
