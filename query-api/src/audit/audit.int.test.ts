import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { EventWire } from '@one-hcm/contracts/audit/event.wire'
import type { Role } from '@one-hcm/contracts/kernel/route'
import { type ReadWorld, startReadWorld } from '@one-hcm/embedded/testing/read-world'
import { startTestApi, type TestApi, testTokens } from '@one-hcm/platform/testing/test-api'
import { auditEndpoints } from './audit.routes.ts'

let world: ReadWorld
let api: TestApi
const auditorId = randomUUID()
const recruiter = { id: randomUUID(), role: 'recruiter' }
const candidateId = randomUUID()
const applicationId = randomUUID()

beforeAll(async () => {
  world = await startReadWorld()
  api = await startTestApi(auditEndpoints({ readModels: world.readModels, log: world.log }))
  await world.append(`application-${applicationId}`, [statusChanged('pending', 'reviewed')], {
    at: '2026-01-10T09:00:00.000Z',
    actor: recruiter,
  })
  await world.append(`application-${applicationId}`, [statusChanged('reviewed', 'shortlisted')], {
    at: '2026-01-11T09:00:00.000Z',
    actor: recruiter,
  })
  for (let number = 0; number < 5; number++)
    await world.append(`application-${randomUUID()}`, [statusChanged('pending', 'rejected')], {
      at: `2026-02-0${number + 1}T09:00:00.000Z`,
      actor: { id: randomUUID(), role: 'admin' },
    })
}, 60_000)
afterAll(async () => {
  await api.stop()
  await world.stop()
})

const statusChanged = (previous: string, next: string) => ({
  type: 'ApplicationStatusChanged',
  data: {
    application_id: applicationId,
    candidate_id: candidateId,
    previous_status: previous,
    new_status: next,
    notes: 'note confidentielle',
    changed_by: recruiter.id,
    is_correction: false,
  },
})

const as = (role: Role, id: string = randomUUID()) => ({
  headers: { authorization: `Bearer ${testTokens.issue({ userId: id, role, sessionId: randomUUID() })}` },
})
const read = async (path: string) => {
  const answer = await api.call(path, as('auditor', auditorId))
  return { status: answer.status, body: (await answer.json()) as { data: EventWire[]; next_cursor: string | null } }
}
const accessRecords = async () => (await world.log.readStream(`historyAccess-${auditorId}`)).map(({ data }) => data)

test('events are found by stream, type, actor and time, newest first, with what they said', async () => {
  const { body } = await read(`/api/v1/audit/events?stream=application-${applicationId}`)
  expect(body.data.map(({ revision, data }) => [revision, data.new_status])).toEqual([
    [1, 'shortlisted'],
    [0, 'reviewed'],
  ])
  expect(body.data[0]).toMatchObject({ actor: recruiter, data: { notes: 'note confidentielle' } })
  expect((await read(`/api/v1/audit/events?actor=${recruiter.id}`)).body.data).toHaveLength(2)
  expect((await read('/api/v1/audit/events?type=JobOfferDrafted')).body.data).toEqual([])
  const february = '/api/v1/audit/events?from=2026-02-02T00:00:00Z&to=2026-02-04T00:00:00Z'
  expect((await read(february)).body.data.map(({ occurred_at }) => occurred_at)).toEqual([
    '2026-02-03T09:00:00.000Z',
    '2026-02-02T09:00:00.000Z',
  ])
})

test('pages follow one another without gap or repeat; a foreign cursor is refused', async () => {
  const all = (await read('/api/v1/audit/events?type=ApplicationStatusChanged&limit=200')).body.data
  const paged: EventWire[] = []
  let cursor = ''
  do {
    const { body } = await read(`/api/v1/audit/events?type=ApplicationStatusChanged&limit=3${cursor}`)
    paged.push(...body.data)
    cursor = body.next_cursor ? `&cursor=${body.next_cursor}` : ''
  } while (cursor !== '')
  expect(paged.map(({ event_id }) => event_id)).toEqual(all.map(({ event_id }) => event_id))
  expect(all).toHaveLength(7)
  expect(await read('/api/v1/audit/events?cursor=bm90LW91cnM')).toMatchObject({
    status: 400,
    body: { code: 'invalid-cursor' },
  })
})

test('a stream is read oldest first, in pages by revision; an unknown one is 404', async () => {
  const first = await read(`/api/v1/audit/streams/application-${applicationId}?limit=1`)
  expect(first.body).toMatchObject({ next_revision: 1, data: [{ revision: 0 }] })
  const second = await read(`/api/v1/audit/streams/application-${applicationId}?limit=5&from_revision=1`)
  expect(second.body).toMatchObject({ next_revision: null, data: [{ revision: 1 }] })
  expect(await read(`/api/v1/audit/streams/application-${randomUUID()}`)).toMatchObject({
    status: 404,
    body: { code: 'stream-not-found' },
  })
})

test('a range is exported as one event a line, in order of the log', async () => {
  const answer = await api.call(
    '/api/v1/audit/export?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z',
    as('auditor', auditorId),
  )
  expect(answer.headers.get('content-type')).toMatch('application/x-ndjson')
  const lines = (await answer.text()).trimEnd().split('\n')
  expect(lines.map((line) => (JSON.parse(line) as EventWire).revision)).toEqual([0, 1])
})

test('every read of history is recorded before it is answered', async () => {
  const before = (await accessRecords()).length
  await read(`/api/v1/audit/events?stream=application-${applicationId}`)
  await read(`/api/v1/audit/streams/application-${applicationId}`)
  await (await api.call('/api/v1/audit/export', as('auditor', auditorId))).text()
  expect((await accessRecords()).slice(before)).toMatchObject([
    { operation: 'events', reader_id: auditorId, filter: { stream: `application-${applicationId}` } },
    { operation: 'stream', reader_role: 'auditor', filter: { stream: `application-${applicationId}` } },
    { operation: 'export', filter: {} },
  ])
})

test('personal fields of an erased person read as erased', async () => {
  await world.keys.destroy(candidateId)
  const { body } = await read(`/api/v1/audit/streams/application-${applicationId}`)
  expect(body.data[0]!.data).toMatchObject({ notes: { erased: true }, new_status: 'reviewed' })
})

test.each(['candidate', 'recruiter', 'observer', 'data'] as const)('history is closed to the role %s', async (role) => {
  for (const path of ['events', `streams/application-${applicationId}`, 'export'])
    expect((await api.call(`/api/v1/audit/${path}`, as(role))).status).toBe(403)
  expect((await api.call('/api/v1/audit/events')).status).toBe(401)
})
