import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { interviewSlotWire } from '@one-hcm/contracts/recruitment/interviews/interview-slot.wire'
import { silentLogger } from '@one-hcm/platform/logging/logger'
import { application } from '../recruitment/applications/application.ts'
import {
  type Person,
  person,
  type RecruitmentWrites,
  startRecruitmentWrites,
} from '../recruitment/testing/recruitment-writes.ts'
import { performCommand } from './perform-command.ts'
import { policies } from './policies.ts'
import { reactingExecutor } from './reacting-executor.ts'

const SLOTS = '/api/v1/interviews/slots'

let writes: RecruitmentWrites
let day = 0
beforeAll(async () => {
  writes = await startRecruitmentWrites((executor) =>
    reactingExecutor(executor, policies, performCommand, silentLogger()),
  )
})
afterAll(() => writes.stop())

/** A day of its own for each test, so that they do not meet in the one calendar. */
const newDay = () => new Date(Date.UTC(2040, 0, ++day)).toISOString().slice(0, 10)

type Applied = { id: string; candidate: Person }
const applied = async (): Promise<Applied> => {
  const candidate = await writes.candidate()
  const { body } = await writes.apply(candidate, await writes.publish())
  return { id: (body.data as { id: string }).id, candidate }
}
const book = (application_id: string, date: string, time = '09:00', more: object = {}, headers: object = {}) =>
  writes.call('POST', SLOTS, writes.recruiter, { application_id, date, time, ...more }, headers)
const revise = (id: unknown, body: object, headers: object = {}) =>
  writes.call('PUT', `${SLOTS}/${String(id)}`, writes.recruiter, body, headers)
const applicationOf = async ({ id }: Applied) => {
  const { state } = await writes.executor.facts(application, id)
  if (state.stage !== 'submitted') throw new Error(state.stage)
  return { status: state.status, date: state.appointments.interview?.startsAt ?? null }
}

describe('booking', () => {
  test('names, job title and place are filled in; the application gets status and date with the answer', async () => {
    const one = await applied()
    const date = newDay()
    const { status, headers, body } = await book(one.id, date)
    expect(status).toBe(201)
    expect(interviewSlotWire.parse(body)).toEqual(body)
    expect(body).toMatchObject({
      date,
      time: '09:00:00',
      starts_at: `${date}T08:00:00.000Z`,
      application_id: one.id,
      candidate_id: one.candidate.id,
      candidate_name: 'Awa Ndong',
      job_title: 'Ingénieur réseau électrique HTA/BT',
      location: 'Salle de réunion, siège SEEG, Libreville',
      status: 'scheduled',
      is_available: false,
      recruiter_id: writes.recruiter.id,
    })
    expect(headers.get('Location')).toBe(`${SLOTS}/${String(body.id)}`)
    expect(headers.get('ETag')).toBe('"0"')
    expect(await applicationOf(one)).toEqual({ status: 'interview_scheduled', date: `${date}T08:00:00.000Z` })
    const [last] = (await writes.log.readStream(`application-${one.id}`)).slice(-1)
    expect(BigInt(headers.get('Consistency-Token')!)).toBeGreaterThanOrEqual(last!.position)
  })

  test('the same again is the same slot; sent again under its key it is the same answer', async () => {
    const one = await applied()
    const date = newDay()
    const key = { 'Idempotency-Key': randomUUID() }
    const first = await book(one.id, date, '09:00', {}, key)
    expect((await book(one.id, date, '09:00', {}, key)).body).toEqual(first.body)
    await revise(first.body.id, { notes: 'Étage 2' })
    expect((await book(one.id, date, '09:00', {}, key)).body).toEqual(first.body)
    expect(await book(one.id, date, '09:00:00')).toMatchObject({ status: 201, body: { id: first.body.id } })
  })

  test('W-30 D-22 a place that another application has, and a second one of the same, are refused with 409', async () => {
    const [one, other] = [await applied(), await applied()]
    const date = newDay()
    await book(one.id, date)
    expect(await book(other.id, date)).toMatchObject({ status: 409, body: { code: 'interview-slot-taken' } })
    expect(await book(one.id, date, '10:00')).toMatchObject({ status: 409, body: { code: 'interview-exists' } })
    expect(await applicationOf(other)).toEqual({ status: 'pending', date: null })
  })

  test.each([
    ['an unknown application', { application_id: randomUUID() }, 404, 'application-not-found'],
    ['the past', { date: '2020-01-06' }, 400, 'interview-date-past'],
  ])('%s is refused', async (_, body, status, code) => {
    const one = await applied()
    const answer = await writes.call('POST', SLOTS, writes.recruiter, {
      application_id: one.id,
      date: newDay(),
      time: '09:00',
      ...body,
    })
    expect(answer).toMatchObject({ status, body: { code } })
  })

  test.each([
    ['a day that does not exist', { date: '2040-02-30' }],
    ['a time that does not exist', { time: '25:00' }],
    ['an unknown status', { status: 'maybe' }],
    ['no application', { application_id: undefined }],
    ['a link that is none', { video_link: 'javascript:alert(1)' }],
  ])('W-42 %s is a schema error', async (_, body) => {
    const complete = { application_id: randomUUID(), date: '2040-01-01', time: '09:00' }
    expect((await writes.call('POST', SLOTS, writes.recruiter, { ...complete, ...body })).status).toBe(422)
  })

  test('W-08 only recruiters and administrators arrange interviews', async () => {
    const one = await applied()
    for (const as of [one.candidate, person('observer'), person('auditor')])
      for (const [method, path] of [
        ['POST', SLOTS],
        ['PUT', `${SLOTS}/${randomUUID()}`],
        ['DELETE', `${SLOTS}/${randomUUID()}`],
        ['POST', `${SLOTS}/swap`],
        ['PUT', `/api/v1/applications/${one.id}/simulation`],
      ] as const)
        expect((await writes.call(method, path, as, {})).status).toBe(403)
  })
})

describe('a free slot', () => {
  test('is opened without an application, and booked by its id or by its time', async () => {
    const date = newDay()
    const opened = await writes.call('POST', SLOTS, writes.recruiter, {
      date,
      time: '14:00',
      is_available: true,
      location: 'Agence de Port-Gentil',
    })
    expect(opened).toMatchObject({ status: 201, body: { is_available: true, application_id: null } })
    const one = await applied()
    expect(await revise(opened.body.id, { application_id: one.id })).toMatchObject({
      status: 200,
      body: { id: opened.body.id, application_id: one.id, location: 'Agence de Port-Gentil', is_available: false },
    })
  })
})

describe('moving', () => {
  test('W-31 W-28 the answer is the new slot with its candidate, the former one is free, the application follows', async () => {
    const one = await applied()
    const [from, to] = [newDay(), newDay()]
    const booked = await book(one.id, from, '09:00', { notes: 'Diplômes originaux' })
    const moved = await revise(booked.body.id, { date: to, time: '14:00' })
    expect(moved).toMatchObject({
      status: 200,
      body: {
        date: to,
        time: '14:00:00',
        application_id: one.id,
        candidate_name: 'Awa Ndong',
        notes: 'Diplômes originaux',
        sequence: 1,
      },
    })
    expect(await applicationOf(one)).toEqual({ status: 'interview_scheduled', date: `${to}T13:00:00.000Z` })
    const other = await applied()
    expect(await book(other.id, from)).toMatchObject({ status: 201, body: { id: booked.body.id } })
  })

  test('W-31 onto somebody else is refused and changes nothing', async () => {
    const [one, other] = [await applied(), await applied()]
    const date = newDay()
    const booked = await book(one.id, date, '09:00')
    await book(other.id, date, '10:00')
    expect(await revise(booked.body.id, { time: '10:00' })).toMatchObject({
      status: 409,
      body: { code: 'interview-slot-taken' },
    })
    expect(await revise(booked.body.id, {})).toMatchObject({ status: 200, body: { time: '09:00:00', version: 0 } })
  })

  test('a slot that was changed since is not overwritten; other slots may change meanwhile', async () => {
    const [one, other] = [await applied(), await applied()]
    const date = newDay()
    const booked = await book(one.id, date, '09:00')
    await book(other.id, date, '10:00')
    const seen = { 'If-Match': booked.headers.get('ETag')! }
    expect((await revise(booked.body.id, { notes: 'Étage 2' }, seen)).status).toBe(200)
    expect(await revise(booked.body.id, { time: '11:00' }, seen)).toMatchObject({
      status: 412,
      body: { code: 'precondition-failed' },
    })
  })
})

test('a swap exchanges both dates, and both applications follow', async () => {
  const [one, other] = [await applied(), await applied()]
  const date = newDay()
  const [a, b] = [await book(one.id, date, '09:00'), await book(other.id, date, '15:00')]
  const swap = { slot_id_a: a.body.id, slot_id_b: b.body.id, version_a: 0, version_b: 0 }
  expect(await writes.call('POST', `${SLOTS}/swap`, writes.recruiter, swap)).toMatchObject({
    status: 200,
    body: {
      data: [
        { id: a.body.id, time: '15:00:00', application_id: one.id },
        { id: b.body.id, time: '09:00:00', application_id: other.id },
      ],
    },
  })
  expect(await applicationOf(one)).toMatchObject({ date: `${date}T14:00:00.000Z` })
  expect(await applicationOf(other)).toMatchObject({ date: `${date}T08:00:00.000Z` })
  expect((await writes.call('POST', `${SLOTS}/swap`, writes.recruiter, swap)).status).toBe(412)
  const unknown = { ...swap, slot_id_b: randomUUID() }
  expect((await writes.call('POST', `${SLOTS}/swap`, writes.recruiter, unknown)).status).toBe(404)
})

describe('the end', () => {
  test('calling off frees the slot, takes the application back, and is harmless again', async () => {
    const one = await applied()
    const date = newDay()
    const { body } = await book(one.id, date)
    const path = `${SLOTS}/${String(body.id)}`
    for (let time = 0; time < 2; time++)
      expect(await writes.call('DELETE', `${path}?reason=Souffrante`, writes.recruiter)).toMatchObject({
        status: 200,
        body: { message: 'Entretien annulé', slot_id: body.id },
      })
    expect(await applicationOf(one)).toEqual({ status: 'pending', date: null })
    expect(await book((await applied()).id, date)).toMatchObject({
      status: 201,
      body: { id: body.id, status: 'scheduled' },
    })
    expect((await writes.call('DELETE', `${SLOTS}/${randomUUID()}`, writes.recruiter)).status).toBe(404)
  })

  test('an interview to come did not take place yet', async () => {
    const { body } = await book((await applied()).id, newDay())
    expect(await revise(body.id, { status: 'completed' })).toMatchObject({
      status: 409,
      body: { code: 'interview-not-yet-held' },
    })
  })

  test.each([
    [
      'withdrawn',
      (one: Applied) => ['PUT', `/api/v1/applications/${one.id}`, one.candidate, { status: 'withdrawn' }] as const,
    ],
    [
      'rejected',
      (one: Applied) =>
        ['PUT', `/api/v1/applications/${one.id}/status`, writes.recruiter, { status: 'rejected' }] as const,
    ],
    ['deleted', (one: Applied) => ['DELETE', `/api/v1/applications/${one.id}`, writes.recruiter, undefined] as const],
  ])('W-55 an application that is %s gives its slot back with the same answer', async (_, ending) => {
    const one = await applied()
    const date = newDay()
    const { body } = await book(one.id, date)
    const [method, path, as, sent] = ending(one)
    const answer = await writes.call(method, path, as, sent)
    expect(answer.status).toBeLessThan(300)
    const freed = (await writes.log.readStream('interviewCalendar-main')).at(-1)!
    expect(freed).toMatchObject({ type: 'InterviewCancelled', data: { application_id: one.id } })
    expect(BigInt(answer.headers.get('Consistency-Token')!)).toBeGreaterThanOrEqual(freed.position)
    expect(await book((await applied()).id, date)).toMatchObject({ status: 201, body: { id: body.id } })
  })
})

test('a simulation is arranged in incubation, moved and called off', async () => {
  const one = await applied()
  const path = `/api/v1/applications/${one.id}/simulation`
  const wanted = { simulation_date: newDay(), simulation_time: '10:00' }
  expect(await writes.call('PUT', path, writes.recruiter, wanted)).toMatchObject({
    status: 409,
    body: { code: 'simulation-not-possible' },
  })
  await writes.call('PUT', `/api/v1/applications/${one.id}/status`, writes.recruiter, { status: 'incubation' })
  expect((await writes.call('PUT', path, writes.recruiter, { ...wanted, mode: 'distanciel' })).status).toBe(422)
  expect(await writes.call('PUT', path, writes.recruiter, wanted)).toMatchObject({
    status: 200,
    body: {
      data: {
        status: 'simulation_scheduled',
        simulation_date: wanted.simulation_date,
        simulation_time: '10:00:00',
        simulation_mode: 'presentiel',
      },
    },
  })
  const past = await writes.call('PUT', path, writes.recruiter, { ...wanted, simulation_date: '2020-01-01' })
  expect(past).toMatchObject({ status: 400, body: { code: 'interview-date-past' } })
  expect(await writes.call('DELETE', path, writes.recruiter)).toMatchObject({
    status: 200,
    body: { data: { status: 'incubation', simulation_date: null } },
  })
})
