import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import type { InterviewEvent } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import { interviewSlotInList } from '@one-hcm/contracts/recruitment/interviews/interview-slot.wire'
import {
  interviewCancelled,
  interviewCompleted,
  interviewScheduled,
  placeAt,
  slotOpened,
} from '@one-hcm/contracts/recruitment/testing/interview-samples'
import { plansOf, statementsOf } from '../../lists/testing/plans.ts'
import {
  type Answer,
  type Person,
  person,
  type RecruitmentReads,
  startRecruitmentReads,
} from '../testing/recruitment-reads.ts'

const SLOTS = '/api/v1/interviews/slots'
const recruiter = person('recruiter')
const [awa, jean, eve] = [person('candidate'), person('candidate'), person('candidate')]
const offers = { accountant: randomUUID(), engineer: randomUUID() }

/** One interview of each: to come, past, called off; and a slot that nobody has. */
const subjectOf = (candidate: Person, offer: string) => ({
  slot_id: randomUUID() as string,
  interview_id: randomUUID() as string,
  application_id: deriveId('application', candidate.id, offer),
  candidate_id: candidate.id,
  job_offer_id: offer,
})
const toCome = subjectOf(awa, offers.accountant)
const held = subjectOf(jean, offers.accountant)
const off = subjectOf(eve, offers.engineer)
const free = randomUUID()
const places = {
  held: placeAt('2026-01-05', '09:00:00'),
  toCome: placeAt('2040-03-05', '09:00:00'),
  off: placeAt('2040-03-05', '10:00:00'),
  free: placeAt('2040-03-06', '23:30:00'),
}
const calendar: InterviewEvent[] = [
  interviewScheduled({ ...held, ...places.held, candidate_name: 'Jean Mba' }),
  interviewCompleted(held),
  interviewScheduled({ ...toCome, ...places.toCome, notes: 'Diplômes originaux', interview_mode: 'presentiel' }),
  interviewScheduled({ ...off, ...places.off, candidate_name: 'Eve Nze' }),
  interviewCancelled({ ...off, ...places.off, reason: 'Souffrante' }),
  slotOpened({ slot_id: free, ...places.free, location: 'Agence de Port-Gentil', interviewer_id: recruiter.id }),
]

let reads: RecruitmentReads
beforeAll(async () => {
  reads = await startRecruitmentReads()
  await reads.append('interviewCalendar-main', calendar)
})
afterAll(() => reads.stop())

type Listed = { data: { id: string; notes: string | null }[]; slots: unknown; total: number; total_pages: number }
const list = async (query = '', as = recruiter) => (await reads.get(`${SLOTS}${query}`, as)).body as Listed
const idsOf = async (query = '', as = recruiter) => (await list(query, as)).data.map(({ id }) => id)
const [H, C, O, F] = [held.slot_id, toCome.slot_id, off.slot_id, free]

describe('the calendar', () => {
  test('is in the order of its dates, under both keys, with its pages', async () => {
    const body = await list()
    expect(body.data.map(({ id }) => id)).toEqual([H, C, O, F])
    expect(body).toMatchObject({ slots: body.data, total: 4, page: 1, per_page: 50, total_pages: 1 })
    for (const slot of body.data) expect(interviewSlotInList.parse(slot)).toEqual(slot)
    expect(await list('?limit=3&skip=3')).toMatchObject({ total: 4, page: 2, per_page: 3, total_pages: 2 })
    expect(await idsOf('/?limit=3&skip=3')).toEqual([F])
  })

  test('goes on after a cursor', async () => {
    const first = (await reads.get(`${SLOTS}?limit=3`, recruiter)).body as { next_cursor: string }
    expect(await idsOf(`?cursor=${first.next_cursor}`)).toEqual([F])
    expect((await reads.get(`${SLOTS}?cursor=nonsense`, recruiter)).status).toBe(400)
  })

  test.each<[string, string[]]>([
    ['?is_available=true', [O, F]],
    ['?is_available=false', [H, C]],
    ['?status=completed', [H]],
    ['?status=cancelled', [O]],
    ['?status=scheduled', [C, F]],
    [`?application_id=${toCome.application_id}`, [C]],
    [`?application_id=${off.application_id}`, []],
    [`?job_offer_id=${offers.accountant}`, [H, C]],
    ['?date_from=2040-03-05&date_to=2040-03-05', [C, O]],
    ['?date_from=2040-03-06', [F]],
    ['?date_to=2026-01-05', [H]],
    ['?order=date:desc,time:desc', [F, O, C, H]],
    ['?order=desc', [F, O, C, H]],
    ['?order=date:asc,time:asc&is_available=false', [H, C]],
  ])('%s', async (query, ids) => expect(await idsOf(query)).toEqual(ids))

  test.each(['?date_from=2040-02-30', '?status=maybe', '?limit=0', '?limit=1001', '?order=name', '?is_available=2'])(
    'W-42 %s is a schema error',
    async (query) => expect((await reads.get(`${SLOTS}${query}`, recruiter)).status).toBe(422),
  )

  test('W-08 W-20 candidates see their own interviews alone, without what recruiters noted', async () => {
    expect(await list('', awa)).toMatchObject({ total: 1, data: [{ id: C, notes: null, candidate_id: awa.id }] })
    expect((await list()).data.find(({ id }) => id === C)).toMatchObject({ notes: 'Diplômes originaux' })
    expect(await idsOf('', eve)).toEqual([])
    expect((await reads.get(`${SLOTS}/${C}`, awa)).status).toBe(200)
    for (const id of [H, F, randomUUID()]) expect((await reads.get(`${SLOTS}/${id}`, awa)).status).toBe(404)
    expect((await reads.get(SLOTS)).status).toBe(401)
    expect((await reads.get(SLOTS, person('data'))).status).toBe(403)
  })

  test('a slot says what can be done with it, and its version', async () => {
    const { body, headers } = await reads.get(`${SLOTS}/${C}`, recruiter)
    expect(headers.get('ETag')).toBe('"0"')
    expect(body).toMatchObject({ id: C, version: 0, is_available: false, timezone: 'Africa/Libreville' })
    const { available_actions } = body as { available_actions: { action: string; allowed: boolean }[] }
    expect(available_actions.filter(({ allowed }) => allowed).map(({ action }) => action)).toEqual([
      'move',
      'change',
      'swap',
      'cancel',
      'calendar_file',
    ])
    expect((await reads.get(`${SLOTS}/${O}`, recruiter)).body).toMatchObject({
      status: 'cancelled',
      is_available: true,
      candidate_name: null,
      job_title: null,
      notes: 'Souffrante',
    })
  })

  test('W-40 the number of statements does not depend on what a page holds', async () => {
    reads.statements()
    await list('?limit=1')
    const one = reads.statements()
    await list('?limit=1000')
    expect([one, reads.statements()]).toEqual([2, 2])
  })
})

test.each([
  ['', recruiter],
  [`?application_id=${toCome.application_id}`, recruiter],
  [`?job_offer_id=${offers.accountant}`, recruiter],
  ['?status=scheduled', recruiter],
  ['?is_available=true', recruiter],
  ['?is_available=false', recruiter],
  ['?date_from=2040-03-05&date_to=2040-03-05', recruiter],
  ['', awa],
])('W-40 the calendar %s is read by an index, page and total', async (query, as) => {
  const ran = await statementsOf(reads.pool, () => reads.get(`${SLOTS}${query}`, as))
  expect(ran.length).toBeGreaterThan(0)
  for (const plan of await plansOf(reads.pool, ran)) expect(plan).not.toContain('Seq Scan')
})

test('W-39 statistics count every interview, those that were called off among them', async () => {
  const counts = {
    total_interviews: 3,
    scheduled_interviews: 1,
    completed_interviews: 1,
    cancelled_interviews: 1,
    interviews_by_status: { scheduled: 1, completed: 1, cancelled: 1 },
  }
  reads.statements()
  expect((await reads.get('/api/v1/interviews/stats/overview', recruiter)).body).toEqual(counts)
  expect(reads.statements()).toBe(1)
  expect((await reads.get('/api/v1/interviews/stats/overview', awa)).status).toBe(403)
})

describe('free places', () => {
  const available = '/api/v1/applications/interviews/calendar/available'
  const freeOf = ({ body }: Answer) =>
    body as { data: { date: string; time: string; slot_id: string | null }[]; total: number }

  test('are the working hours and what was opened, without what is taken', async () => {
    const { data, total } = freeOf(await reads.get(`${available}?date_from=2040-03-05&date_to=2040-03-06`, recruiter))
    const monday = data.filter(({ date }) => date === '2040-03-05').map(({ time }) => time.slice(0, 2))
    expect(monday).toEqual(['08', '10', '11', '13', '14', '15', '16', '17'])
    expect(data.find(({ time }) => time === '10:00:00')).toMatchObject({ slot_id: O })
    expect(data.at(-1)).toMatchObject({ date: '2040-03-06', time: '23:30:00', slot_id: F })
    expect(total).toBe(data.length)
  })

  test('leave out what was opened for another interviewer', async () => {
    const query = `?date_from=2040-03-06&date_to=2040-03-06&interviewer_id=${randomUUID()}`
    expect(freeOf(await reads.get(available + query, recruiter)).data.map(({ slot_id }) => slot_id)).not.toContain(F)
  })

  test('begin today and go on for two weeks when no day is named; a longer stretch than a quarter is refused', async () => {
    expect((await reads.get(available, recruiter)).status).toBe(200)
    for (const query of ['?date_from=2040-01-01&date_to=2040-12-31', '?date_from=2040-02-01&date_to=2040-01-01'])
      expect((await reads.get(available + query, recruiter)).status).toBe(400)
    expect((await reads.get(available, awa)).status).toBe(403)
  })
})

describe('the calendar file', () => {
  const file = (id: string, as = recruiter) => reads.get(`${SLOTS}/${id}/calendar.ics`, as)
  const linesOf = ({ bytes }: Answer) => bytes.toString().replace(/\r\n /g, '').split('\r\n')

  test('of an interview invites; its candidate may have it, others may not', async () => {
    const answer = await file(C, awa)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8; method=REQUEST')
    expect(linesOf(answer)).toEqual(
      expect.arrayContaining([
        'METHOD:REQUEST',
        `UID:${toCome.interview_id}@one-hcm`,
        'SEQUENCE:0',
        'DTSTART;TZID=Africa/Libreville:20400305T090000',
        'SUMMARY:Entretien : Comptable confirmé(e)',
      ]),
    )
    expect((await file(C, jean)).status).toBe(404)
    expect((await file(randomUUID())).status).toBe(404)
  })

  test('of one that was called off takes it out of calendars', async () => {
    for (const as of [recruiter, eve])
      expect(linesOf(await file(O, as))).toEqual(
        expect.arrayContaining(['METHOD:CANCEL', `UID:${off.interview_id}@one-hcm`, 'SEQUENCE:1', 'STATUS:CANCELLED']),
      )
  })

  test('of a free slot there is none', async () => {
    expect(await file(F)).toMatchObject({ status: 409, body: { code: 'interview-slot-free' } })
  })
})
