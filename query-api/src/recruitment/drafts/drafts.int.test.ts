import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { DRAFTS_TABLE, draftOrNone } from '@one-hcm/contracts/recruitment/drafts/draft.wire'
import { ids, submitted } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { createSealedRows, type SealedRows, sealedRowsTableSql } from '@one-hcm/platform/privacy/sealed-rows'
import { person, type RecruitmentReads, startRecruitmentReads } from '../testing/recruitment-reads.ts'

const awa = person('candidate')
const offer = randomUUID()
const application = randomUUID()
let reads: RecruitmentReads
let drafts: SealedRows

beforeAll(async () => {
  reads = await startRecruitmentReads()
  for (const sql of sealedRowsTableSql(DRAFTS_TABLE)) await reads.pool.query(sql)
  drafts = createSealedRows({ pool: reads.pool, keys: reads.keys, table: DRAFTS_TABLE })
  await reads.append(`application-${application}`, [submitted({ candidate: awa.id, offer })])
})
afterAll(() => reads.stop())

const places = [
  `/api/v1/applications/drafts/by-offer?job_offer_id=${offer}`,
  `/api/v1/applications/drafts?job_offer_id=${offer}`,
  `/api/v1/applications/drafts/?job_offer_id=${offer}`,
  `/api/v1/applications/${application}/draft`,
]

test('where nothing was kept, the answer is 200 and null', async () => {
  for (const path of places) {
    const { status, body } = await reads.get(path, awa)
    expect([status, body]).toEqual([200, { success: true, data: null }])
  }
})

test('what was kept is read at every place, by its candidate and nobody else', async () => {
  const value = { form_data: { cover: 'Madame, Monsieur' }, ui_state: { currentStep: 2 } }
  await drafts.put({ personId: awa.id, subjectId: offer }, value, '2026-01-01T08:00:00.000Z')
  for (const path of places) {
    const { body } = await reads.get(path, awa)
    draftOrNone.parse(body)
    expect(body).toMatchObject({
      data: { ...value, user_id: awa.id, job_offer_id: offer, updated_at: '2026-01-01T08:00:00.000Z' },
    })
    for (const role of ['admin', 'recruiter', 'observer', 'auditor'] as const)
      expect((await reads.get(path, person(role))).status).toBe(403)
    expect((await reads.get(path)).status).toBe(401)
  }
  const stranger = person('candidate')
  expect((await reads.get(places[0]!, stranger)).body).toMatchObject({ data: null })
  expect((await reads.get(places[3]!, stranger)).body).toMatchObject({ code: 'application-not-found' })
})

test('with its candidate erased, nothing is left to read', async () => {
  await reads.keys.destroy(awa.id)
  expect((await reads.get(places[0]!, awa)).body).toEqual({ success: true, data: null })
})

test('says what is missing or malformed', async () => {
  for (const query of ['', '?job_offer_id=', '?job_offer_id=x'])
    expect((await reads.get(`/api/v1/applications/drafts/by-offer${query}`, awa)).status).toBe(422)
  expect((await reads.get(`/api/v1/applications/${ids.application}/draft`, awa)).status).toBe(404)
})
