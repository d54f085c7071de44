import { expect, test } from '@jest/globals'
import { type Answer, at, consistencyOf, expectStatus, textAt } from '../testing/client.ts'
import { signUpCandidate } from '../testing/people.ts'
import { createRandom } from '../testing/random.ts'
import { applied, apply, changeStatus, exportLog, publishOffer, submission } from '../testing/recruitment.ts'
import { smallDocuments } from '../testing/samples.ts'
import { systemForSuite } from './suite-system.ts'

const amqpUrl = process.env.AMQP_URL
const suite = systemForSuite({ shape: 'separate', amqpUrl })
const through = amqpUrl ? 'RabbitMQ' : 'the log (AMQP_URL is not set)'
const PARALLEL = 50
/** `E2E_PAIRS=1000` for the figure in the results. */
const PAIRS = Number(process.env.E2E_PAIRS ?? 60)
const SEED = Number(process.env.E2E_SEED ?? Date.now() % 1_000_000)

test(`one key at two command APIs, 50 times at once: one event, equal answers, consumers on ${through}`, async () => {
  const { client, recruiter, auditor } = suite
  const offer = await publishOffer(client, recruiter)
  const candidate = await signUpCandidate(client)
  const idempotencyKey = `two-apis-${candidate.id}`

  const answers = await Promise.all(
    Array.from({ length: PARALLEL }, (_, instance) => apply(client, candidate, offer, { idempotencyKey, instance })),
  )

  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
  for (const answer of answers) expect(answer.body).toEqual(answers[0]!.body)
  const id = textAt(answers[0]!, 'data', 'id')
  const log = await exportLog(client, auditor)
  expect(log.filter(({ type, stream }) => type === 'ApplicationSubmitted' && stream.endsWith(id))).toHaveLength(1)

  const json = submission(offer, smallDocuments('another'))
  for (const instance of [0, 1]) {
    const other = await client.post('/api/v1/applications', { token: candidate.token, json, idempotencyKey, instance })
    expect([other.status, at(other, 'code')]).toEqual([422, 'idempotency-key-reused'])
  }
})

test('50 submissions at two command APIs without a key: one is accepted', async () => {
  const { client, recruiter } = suite
  const offer = await publishOffer(client, recruiter)
  const candidate = await signUpCandidate(client)
  const answers = await Promise.all(
    Array.from({ length: PARALLEL }, (_, instance) => apply(client, candidate, offer, { instance })),
  )
  const codes = answers.map((answer) => (answer.status === 201 ? '201' : `${answer.status} ${textAt(answer, 'code')}`))
  expect(codes.toSorted()).toEqual(['201', ...Array.from({ length: PARALLEL - 1 }, () => '400 application-duplicate')])
})

/** Ways to see an application's status. */
const reads: readonly ((id: string) => { path: string; status(answer: Answer): unknown })[] = [
  (id) => ({ path: `/api/v1/applications/${id}`, status: (answer) => at(answer, 'data', 'status') }),
  (id) => ({ path: `/api/v1/applications/${id}/history`, status: (answer) => at(answer, 'data', 0, 'new_status') }),
  (id) => ({
    path: '/api/v1/applications?limit=1000',
    status: (answer) => (at(answer, 'data') as { id: string; status: string }[]).find((one) => one.id === id)?.status,
  }),
]

test.each([
  ['with the token', true],
  ['without it', false],
])(
  `reading right after writing never shows older state, %s (${PAIRS} random pairs, seed ${SEED})`,
  async (_, withToken) => {
    const { client, recruiter } = suite
    const random = createRandom(SEED)
    const offer = await publishOffer(client, recruiter)
    const ids: string[] = []
    for (let count = 0; count < 5; count += 1) ids.push(await applied(client, await signUpCandidate(client), offer))
    const standing = new Map(ids.map((id) => [id, 'pending']))
    for (let pair = 0; pair < PAIRS; pair += 1) {
      const id = random.pick(ids)
      const status = standing.get(id) === 'shortlisted' ? 'interview_scheduled' : 'shortlisted'
      const options = withToken ? { prefer: 'respond-async' } : {}
      const written = expectStatus(await changeStatus(client, recruiter, id, status, options), 200)
      standing.set(id, status)
      const read = random.pick(reads)(id)
      const consistency = withToken ? consistencyOf(written) : undefined
      const answer = await client.get(read.path, { token: recruiter.token, consistency })
      expect([pair, answer.status, read.status(answer)]).toEqual([pair, 200, status])
    }
  },
  30_000 + PAIRS * 200,
)

test('nor while the projector is down: the read waits, or says that it cannot tell', async () => {
  const { system, client, recruiter } = suite
  const offer = await publishOffer(client, recruiter)
  const application = await applied(client, await signUpCandidate(client), offer)

  system.kill('projectors')
  const written = expectStatus(
    await changeStatus(client, recruiter, application, 'reviewed', { prefer: 'respond-async' }),
    200,
  )
  const consistency = consistencyOf(written)
  const path = `/api/v1/applications/${application}`
  const refused = await client.get(path, { token: recruiter.token, consistency })
  expect([refused.status, at(refused, 'code')]).toEqual([503, 'not-yet-visible'])
  expect(refused.headers.get('Retry-After')).toMatch(/^\d+$/)

  await system.recover()
  for (let pair = 0; pair < 10; pair += 1) {
    const read = await client.get(path, { token: recruiter.token, consistency })
    if (read.status !== 503) expect(at(read, 'data', 'status')).toBe('reviewed')
  }
}, 60_000)

test('a write without token while the projector is down answers, and its session never reads older state', async () => {
  const { system, client, recruiter } = suite
  const offer = await publishOffer(client, recruiter)
  const application = await applied(client, await signUpCandidate(client), offer)

  system.kill('projectors')
  expectStatus(await changeStatus(client, recruiter, application, 'reviewed'), 200)
  const read = await client.get(`/api/v1/applications/${application}`, { token: recruiter.token })
  if (read.status !== 503) expect(at(read, 'data', 'status')).toBe('reviewed')

  await system.recover()
}, 60_000)

test('read models equal a fresh replay, and nothing is parked', async () => {
  const verified = await suite.system.operator('projections', 'verify')
  expect(`${verified.stdout}${verified.stderr}`).toMatch(/Equal\./)
  expect(verified.code).toBe(0)
  expect((await suite.system.operator('projections', 'parked')).code).toBe(0)
}, 60_000)
