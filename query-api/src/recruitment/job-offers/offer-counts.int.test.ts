import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import {
  closed,
  deletedApplication,
  drafted,
  offerContent,
  published,
  submitted,
} from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { plansOf, statementsOf } from '../../lists/testing/plans.ts'
import { itemsOf, person, type RecruitmentReads, startRecruitmentReads } from '../testing/recruitment-reads.ts'

const recruiter = person('recruiter')
const [offer, quiet] = [randomUUID(), randomUUID()]
const HOUR_MS = 3_600_000

let reads: RecruitmentReads
beforeAll(async () => {
  reads = await startRecruitmentReads()
  for (const id of [offer, quiet])
    await reads.append(`jobOffer-${id}`, [
      drafted(offerContent({ title: `Poste ${id}` }), { offer: id, recruiter: recruiter.id }),
      published(null, { offer: id }),
    ])
  // Three applied, one of them within a day; another one's application was deleted.
  for (const hours of [1, 25, 72, 2]) {
    const candidate = randomUUID()
    const stream = `application-${deriveId('application', candidate, offer)}`
    const at = new Date(Date.now() - hours * HOUR_MS).toISOString()
    await reads.append(stream, [submitted({ candidate, offer, recruiter: recruiter.id })], { at })
    if (hours === 2) await reads.append(stream, [deletedApplication])
  }
}, 60_000)
afterAll(() => reads.stop())

test('staff see how many applied for an offer, and how many since yesterday', async () => {
  for (const path of ['/api/v1/jobs', '/api/v1/jobs/recruiter/my-jobs']) {
    const items = itemsOf(await reads.get(path, recruiter))
    expect(items.find(({ id }) => id === offer)).toMatchObject({ candidate_count: 3, new_candidates: 1 })
    expect(items.find(({ id }) => id === quiet)).toMatchObject({ candidate_count: 0, new_candidates: 0 })
  }
  const detail = await reads.get(`/api/v1/jobs/${offer}`, person('observer'))
  expect(detail.body).toMatchObject({ candidate_count: 3, new_candidates: 1 })
})

test('candidates and visitors do not', async () => {
  for (const as of [person('candidate'), undefined])
    for (const path of [`/api/v1/jobs/${offer}`, '/api/v1/jobs', '/api/v1/public/jobs'])
      expect((await reads.get(path, as)).bytes.toString()).not.toContain('candidate_count')
})

test('D-26 W-40 lists of offers are bare arrays, in two statements that each go by an index', async () => {
  await reads.pool.query('analyze')
  for (const query of [
    '',
    '?q=comptab',
    '?location=ibrev',
    '?department=financ',
    '?status_filter=active',
    '?sort=title',
  ])
    for (const as of [recruiter, person('candidate'), undefined]) {
      reads.statements()
      const ran = await statementsOf(reads.pool, async () => {
        const answer = await reads.get(`/api/v1/jobs${query}`, as)
        expect([Array.isArray(answer.body), answer.headers.get('X-Total-Count')]).toEqual([true, '2'])
      })
      expect([query, reads.statements()]).toEqual([query, 2])
      for (const plan of (await plansOf(reads.pool, ran)).filter((plan) => plan.includes('limit')))
        expect(plan).not.toContain('Seq Scan')
    }
})

test('W-39 my offers are filtered before they are paged, and counted as filtered', async () => {
  await reads.append(`jobOffer-${quiet}`, [{ ...closed(), data: { job_offer_id: quiet, reason: 'manual' } }])
  const mine = async (query: string, as = recruiter) => {
    const answer = await reads.get(`/api/v1/jobs/recruiter/my-jobs?${query}`, as)
    return [itemsOf(answer).map(({ id }) => id), answer.headers.get('X-Total-Count')]
  }
  expect(await mine('status_filter=closed&limit=1')).toEqual([[quiet], '1'])
  expect(await mine('status_filter=active&limit=1')).toEqual([[offer], '1'])
  expect((await mine('limit=1'))[1]).toBe('2')
  expect(await mine('', person('recruiter'))).toEqual([[], '0'])
})
