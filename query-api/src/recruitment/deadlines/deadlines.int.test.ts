import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Role } from '@one-hcm/contracts/kernel/route'
import { deadlineView } from '@one-hcm/contracts/recruitment/deadlines/deadline.wire'
import { type DeadlineKind, deadlineId } from '@one-hcm/contracts/recruitment/deadlines/deadline-kind'
import { drafted, offerContent } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { plansOf, statementsOf } from '../../lists/testing/plans.ts'
import {
  itemsOf,
  type Person,
  person,
  type RecruitmentReads,
  startRecruitmentReads,
} from '../testing/recruitment-reads.ts'

const recruiter = person('recruiter')
const offer = randomUUID()
const gone = randomUUID()
const application = randomUUID()
let reads: RecruitmentReads

const times = (due_at: string) => ({ due_at, subject_at: '2026-03-31T22:59:59.999Z', follows: 1 })
const subject = (kind: DeadlineKind, job_offer_id: string, application_id: string | null = null) => ({
  deadline_id: deadlineId(kind, application_id ?? job_offer_id),
  kind,
  job_offer_id,
  application_id,
  slot_id: null,
  candidate_id: null,
})
const ids = {
  closing: deadlineId('offer-closing', offer),
  notice: deadlineId('offer-closing-soon', offer),
  orphan: deadlineId('offer-closing', gone),
  reminder: deadlineId('interview-reminder', application),
}

beforeAll(async () => {
  reads = await startRecruitmentReads()
  await reads.append(`jobOffer-${offer}`, [
    drafted(offerContent({ title: 'Analyste' }), { offer, recruiter: recruiter.id }),
  ])
  const set = (id: string, data: object) => reads.append(`deadline-${id}`, [{ type: 'DeadlineSet', data }])
  await set(ids.closing, { ...subject('offer-closing', offer), ...times('2026-03-31T22:59:59.999Z') })
  await set(ids.notice, { ...subject('offer-closing-soon', offer), ...times('2026-03-29T22:59:59.999Z') })
  await set(ids.orphan, { ...subject('offer-closing', gone), ...times('2026-02-01T22:59:59.999Z') })
  await set(ids.reminder, {
    ...subject('interview-reminder', offer, application),
    ...times('2026-03-30T22:59:59.999Z'),
  })
  await reads.append(`deadline-${ids.notice}`, [
    {
      type: 'DeadlineReached',
      data: { ...subject('offer-closing-soon', offer), ...times('2026-03-29T22:59:59.999Z') },
    },
  ])
})
afterAll(() => reads.stop())

const path = '/api/v1/deadlines'
const idsOf = async (query: string, as: Person = recruiter) =>
  itemsOf(await reads.get(`${path}${query}`, as)).map(({ id }) => id)

describe('the list of deadlines', () => {
  test('shows the earliest first, to staff and auditors only', async () => {
    const all = [ids.orphan, ids.notice, ids.reminder, ids.closing]
    for (const role of ['admin', 'recruiter', 'observer', 'auditor'] as const)
      expect(await idsOf('', person(role))).toEqual(all)
    expect((await reads.get(path, person('candidate'))).status).toBe(403)
    expect((await reads.get(path)).status).toBe(401)
  })

  test.each([
    ['?status=pending', ['orphan', 'reminder', 'closing']],
    ['?status=reached', ['notice']],
    ['?kind=interview-reminder', ['reminder']],
    [`?job_offer_id=${offer}&order=desc`, ['closing', 'reminder', 'notice']],
    [`?application_id=${application}`, ['reminder']],
    ['?due_from=2026-03-30&due_to=2026-03-30', ['reminder']],
    ['?due_to=2026-03-29', ['orphan', 'notice']],
    ['?sort=updated_at&order=desc&limit=1', ['notice']],
    ['?skip=1&limit=1', ['notice']],
  ] as const)('filtered and sorted by %s', async (query, expected) => {
    expect(await idsOf(query)).toEqual(expected.map((name) => ids[name]))
  })

  test('has pages, cursors, two statements, and the documented form', async () => {
    const first = await reads.get(`${path}?limit=3`, recruiter)
    expect(first.body).toMatchObject({ success: true, total: 4, page: 1, per_page: 3 })
    const { next_cursor } = first.body as { next_cursor: string }
    reads.statements()
    expect(await idsOf(`?limit=3&cursor=${next_cursor}`)).toEqual([ids.closing])
    expect(reads.statements()).toBe(2)
    for (const item of itemsOf(first)) deadlineView.parse(item)
  })

  test.each([
    '',
    '?status=pending',
    `?job_offer_id=${offer}`,
    `?application_id=${application}`,
    '?sort=updated_at',
    '?due_to=2026-03-29',
  ])('W-40 has an index for %s', async (query) => {
    const ran = await statementsOf(reads.pool, () => reads.get(`${path}${query}`, recruiter))
    for (const plan of (await plansOf(reads.pool, ran)).filter((one) => !/count\(\*\)/.test(one) || query !== ''))
      expect(plan).not.toMatch(/Seq Scan on deadlines/)
  })

  test.each(['?kind=nonsense', '?status=closed', '?due_from=yesterday', '?limit=0'])('refuses %s', async (query) => {
    expect((await reads.get(`${path}${query}`, recruiter)).status).toBe(422)
  })
})

describe('one deadline', () => {
  const actions = async (id: string, as: Person) => {
    const { body } = await reads.get(`${path}/${id}`, as)
    const { data } = body as { data: { available_actions: { action: string; reason_code?: string }[] } }
    return data.available_actions.map(({ action, reason_code }) => [action, reason_code ?? 'allowed'])
  }
  const all = (what: string) => [
    ['move', what],
    ['cancel', what],
  ]

  test('with the title of its offer and its revision', async () => {
    const { body, headers } = await reads.get(`${path}/${ids.notice}`, recruiter)
    expect(body).toMatchObject({ data: { id: ids.notice, status: 'reached', job_title: 'Analyste' } })
    expect(headers.get('ETag')).toBe('"1"')
  })

  test('says what the caller can do with it, and why not', async () => {
    expect(await actions(ids.closing, recruiter)).toEqual(all('allowed'))
    expect(await actions(ids.closing, person('admin'))).toEqual(all('allowed'))
    expect(await actions(ids.closing, person('recruiter'))).toEqual(all('job-offer-not-owned'))
    expect(await actions(ids.reminder, person('recruiter'))).toEqual(all('allowed'))
    expect(await actions(ids.notice, recruiter)).toEqual(all('deadline-not-pending'))
    expect(await actions(ids.orphan, recruiter)).toEqual(all('job-offer-not-owned'))
    expect(await actions(ids.closing, person('observer' as Role))).toEqual(all('forbidden'))
  })

  test('that there is not, is not found', async () => {
    expect((await reads.get(`${path}/${randomUUID()}`, recruiter)).body).toMatchObject({ code: 'deadline-not-found' })
  })
})
