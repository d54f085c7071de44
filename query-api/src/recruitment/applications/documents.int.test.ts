import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import {
  documentUploaded,
  drafted,
  newDocument,
  published,
  sampleContent,
  storedDocuments,
  submitted,
} from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { itemsOf, person, type RecruitmentReads, startRecruitmentReads } from '../testing/recruitment-reads.ts'

const awa = person('candidate')
const recruiter = person('recruiter')
const offer = randomUUID()
const application = deriveId('application', awa.id, offer)
const path = `/api/v1/applications/${application}/documents`
const [cv, letter] = storedDocuments(application).map(({ document_id }) => document_id) as [string, string]

let reads: RecruitmentReads
beforeAll(async () => {
  reads = await startRecruitmentReads()
  await reads.append(`jobOffer-${offer}`, [
    drafted(undefined, { offer, recruiter: recruiter.id }),
    published(null, { offer }),
  ])
  await reads.append(`application-${application}`, [submitted({ candidate: awa.id, offer })])
  for (const id of [cv, letter]) reads.files.set(id, Buffer.from(sampleContent))
})
afterAll(() => reads.stop())

test('what is handed over has the hash that was recorded when it was handed in', async () => {
  const { bytes } = await reads.get(`${path}/${cv}/download`, awa)
  const { rows } = await reads.pool.query<{ sha256: string }>(
    `select document ->> 'sha256' as sha256 from applications, jsonb_array_elements(doc -> 'documents') document
     where document ->> 'id' = $1`,
    [cv],
  )
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(rows[0]!.sha256)
})

test('other bytes in its place are never handed over, and leave no record of a download', async () => {
  const before = await reads.log.readStream(`documentAccess-${application}`)
  reads.files.set(letter, Buffer.from('%PDF-1.7 autre chose'))
  for (const suffix of ['', '/download']) {
    const { status, bytes } = await reads.get(`${path}/${letter}${suffix}`, awa)
    expect([status, bytes.includes('autre chose')]).toEqual([500, false])
  }
  expect(await reads.log.readStream(`documentAccess-${application}`)).toHaveLength(before.length)
})

test('W-45 lists and rows name documents and hold none of their bytes', async () => {
  const inTables = await reads.pool.query<{ doc: string }>('select doc::text from applications')
  const listed = [path, `/api/v1/applications/${application}`, '/api/v1/applications'].map(async (place) =>
    JSON.stringify((await reads.get(place, recruiter)).body),
  )
  for (const text of [...inTables.rows.map(({ doc }) => doc), ...(await Promise.all(listed))]) {
    expect(text).toContain(cv)
    for (const form of ['utf8', 'base64', 'hex'] as const)
      expect(text).not.toContain(Buffer.from(sampleContent).toString(form))
  }
})

test('W-55 a document that was replaced is not to be had any more, by nobody', async () => {
  const document = newDocument('cv')
  await reads.append(`application-${application}`, [documentUploaded(document, cv)])
  for (const as of [awa, recruiter, person('admin')]) {
    expect(itemsOf(await reads.get(path, as)).map(({ id }) => id)).not.toContain(cv)
    for (const suffix of ['', '/download']) expect((await reads.get(`${path}/${cv}${suffix}`, as)).status).toBe(404)
  }
})
