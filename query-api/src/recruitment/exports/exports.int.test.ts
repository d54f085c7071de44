import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { exportWire } from '@one-hcm/contracts/recruitment/exports/export.wire'
import { exportCompleted, exportFailed, exportRequested } from '@one-hcm/contracts/recruitment/testing/export-samples'
import { itemsOf, person, type RecruitmentReads, startRecruitmentReads } from '../testing/recruitment-reads.ts'

const path = '/api/v1/admin/etl/exports'
const admin = person('admin')
const [done, failed, waiting] = [randomUUID(), randomUUID(), randomUUID()]
let reads: RecruitmentReads

beforeAll(async () => {
  reads = await startRecruitmentReads()
  await reads.append(`etlExport-${done}`, [exportRequested(), exportCompleted()], { at: '2026-01-01T08:00:00.000Z' })
  await reads.append(`etlExport-${failed}`, [exportRequested(), exportFailed()], { at: '2026-01-02T08:00:00.000Z' })
  await reads.append(`etlExport-${waiting}`, [exportRequested({ trigger: 'replay' })], {
    at: '2026-01-03T08:00:00.000Z',
  })
})
afterAll(() => reads.stop())

const idsOf = async (query = '') => itemsOf(await reads.get(`${path}${query}`, admin)).map(({ id }) => id)

test('newest first, filtered by what came of them, in the documented form', async () => {
  expect(await idsOf()).toEqual([waiting, failed, done])
  expect(await idsOf('?status=completed')).toEqual([done])
  expect(await idsOf('?status=failed')).toEqual([failed])
  expect(await idsOf(`?application_id=${waiting}`)).toEqual([waiting])
  for (const item of itemsOf(await reads.get(path, admin))) exportWire.parse(item)
})

test('has pages, cursors and two statements', async () => {
  const first = await reads.get(`${path}?limit=2`, admin)
  const { next_cursor, total } = first.body as { next_cursor: string; total: number }
  reads.statements()
  expect(await idsOf(`?limit=2&cursor=${next_cursor}`)).toEqual([done])
  expect([total, reads.statements()]).toEqual([3, 2])
})

test.each([
  ['admin', 200],
  ['data', 200],
  ['recruiter', 403],
  ['observer', 403],
  ['auditor', 403],
  ['candidate', 403],
] as const)('for %s: %s', async (role, status) => {
  expect((await reads.get(path, person(role))).status).toBe(status)
})
