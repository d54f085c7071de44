import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import { applicationInList } from '@one-hcm/contracts/recruitment/applications/application-view.wire'
import {
  deletedApplication,
  drafted,
  offerContent,
  published,
  statusChanged,
  submitted,
} from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { itemsOf, person, type RecruitmentReads, startRecruitmentReads } from '../testing/recruitment-reads.ts'

const recruiter = person('recruiter')
const [offer, other] = [randomUUID(), randomUUID()]
const path = `/api/v1/jobs/${offer}/applications`
const candidates = Array.from({ length: 3 }, () => randomUUID())
const idOf = (candidate: string) => deriveId('application', candidate, offer)

let reads: RecruitmentReads
beforeAll(async () => {
  reads = await startRecruitmentReads()
  for (const one of [offer, other])
    await reads.append(`jobOffer-${one}`, [
      drafted(offerContent(), { offer: one, recruiter: recruiter.id }),
      published(null, { offer: one }),
    ])
  for (const [index, candidate] of candidates.entries())
    await reads.append(`application-${idOf(candidate)}`, [submitted({ candidate, offer })], {
      at: `2026-01-0${index + 1}T08:00:00.000Z`,
    })
  const [first] = candidates
  await reads.append(`application-${deriveId('application', first!, other)}`, [
    submitted({ candidate: first!, offer: other }),
  ])
  await reads.append(`application-${idOf(first!)}`, [statusChanged('pending', 'shortlisted')])
})
afterAll(() => reads.stop())

const idsOf = async (query = '', as = recruiter) => itemsOf(await reads.get(`${path}${query}`, as)).map(({ id }) => id)

test("an offer's applications, newest first, by page and by status", async () => {
  const newestFirst = candidates.map(idOf).reverse()
  const answer = await reads.get(path, recruiter)
  expect(answer.body).toMatchObject({ success: true, total: 3, page: 1, per_page: 100 })
  for (const item of itemsOf(answer)) applicationInList.parse(item)
  expect(itemsOf(answer)[0]).toMatchObject({ id: newestFirst[0], candidate: { id: candidates[2] } })
  expect(await idsOf()).toEqual(newestFirst)
  expect(await idsOf('?skip=1&limit=1')).toEqual([newestFirst[1]])
  expect(await idsOf('?status_filter=shortlisted', person('admin'))).toEqual([newestFirst[2]])
  expect((await reads.get(`${path}?status_filter=nonsense`, recruiter)).body).toMatchObject({ code: 'status-unknown' })
})

test("are for the offer's recruiter and for administrators", async () => {
  expect((await reads.get(path, person('recruiter'))).body).toMatchObject({ code: 'job-offer-not-owned' })
  for (const role of ['observer', 'candidate', 'auditor'] as const)
    expect((await reads.get(path, person(role))).status).toBe(403)
  expect((await reads.get(`/api/v1/jobs/${randomUUID()}/applications`, recruiter)).status).toBe(404)
})

test('take three statements, whatever they hold', async () => {
  reads.statements()
  await reads.get(path, recruiter)
  expect(reads.statements()).toBe(3)
})

test('without those that were deleted', async () => {
  const [first, ...rest] = candidates
  await reads.append(`application-${idOf(first!)}`, [deletedApplication])
  expect(await idsOf()).toEqual(rest.map(idOf).reverse())
  expect((await reads.get(`/api/v1/applications/${idOf(first!)}`, recruiter)).status).toBe(404)
})
