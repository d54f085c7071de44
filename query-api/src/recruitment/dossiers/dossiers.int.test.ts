import { createHash, randomUUID } from 'node:crypto'
import { PDFDocument } from '@cantoo/pdf-lib'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import {
  drafted,
  offerContent,
  published,
  storedDocuments,
  submitted,
} from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { type Person, person, type RecruitmentReads, startRecruitmentReads } from '../testing/recruitment-reads.ts'

const [admin, recruiter, stranger] = [person('admin'), person('recruiter'), person('recruiter')]
const [observer, auditor, data] = [person('observer'), person('auditor'), person('data')]
const [awa, jean] = [person('candidate'), person('candidate')]
const offer = randomUUID()
const application = deriveId('application', awa.id, offer)

let reads: RecruitmentReads
beforeAll(async () => {
  reads = await startRecruitmentReads()
  const content = offerContent({ title: 'Ingénieur réseau' })
  await reads.append(`jobOffer-${offer}`, [
    drafted(content, { offer, recruiter: recruiter.id }),
    published(null, { offer }),
  ])
  const page = await PDFDocument.create()
  page.addPage()
  const bytes = Buffer.from(await page.save())
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const document_details = Object.fromEntries(
    storedDocuments(application).map(({ document_id }) => [document_id, { file_name: 'a.pdf', sha256 }]),
  )
  await reads.append(`application-${application}`, [submitted({ candidate: awa.id, offer, document_details })])
  for (const { document_id } of storedDocuments(application)) reads.files.set(document_id, bytes)
})
afterAll(() => reads.stop())

const dossier = (as: Person, query = '') => reads.get(`/api/v1/applications/${application}/export/pdf${query}`, as)
const records = () => reads.log.readStream(`documentAccess-${application}`)
const pagesOf = async (bytes: Buffer) => (await PDFDocument.load(bytes)).getPageCount()

test.each([
  ['administrators', admin, 200],
  ['the recruiter of the offer', recruiter, 200],
  ['observers', observer, 200],
  ['the candidate', awa, 200],
  ['another recruiter', stranger, 403],
  ['another candidate', jean, 404],
  ['auditors', auditor, 403],
  ['the data role', data, 403],
])('%s: %#', async (_who, as, status) => {
  expect((await dossier(as)).status).toBe(status)
})

test('is handed over as a file of its own name, never rendered on our origin', async () => {
  const { headers, bytes } = await dossier(awa, '?language=en&format=Letter')
  expect(headers.get('content-type')).toBe('application/pdf')
  expect(headers.get('content-disposition')).toContain('filename="Candidature_Ingenieur-reseau.pdf"')
  expect(headers.get('content-security-policy')).toContain('sandbox')
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
})

test('with the pages of the documents on demand, and who was given which is recorded before', async () => {
  const alone = await pagesOf((await dossier(recruiter)).bytes)
  const before = await records()
  const together = await dossier(recruiter, '?include_documents=true')
  expect(await pagesOf(together.bytes)).toBe(alone + storedDocuments(application).length)
  const [record, ...more] = (await records()).slice(before.length)
  expect(more).toEqual([])
  expect(record).toMatchObject({
    type: 'DossierExported',
    data: {
      application_id: application,
      candidate_id: awa.id,
      document_ids: storedDocuments(application).map(({ document_id }) => document_id),
      reader_id: recruiter.id,
      reader_role: 'recruiter',
    },
  })
})

test('W-21 observers get no content of documents by this way either', async () => {
  const before = await records()
  const { status, body } = await dossier(observer, '?include_documents=true')
  expect([status, (body as { code: string }).code]).toEqual([403, 'documents-not-for-observers'])
  expect(await records()).toEqual(before)
})

test.each([
  ['of an erased person', 'erased' as const],
  ['whose stored bytes are others than were handed in', Buffer.from('%PDF-1.7 autre chose')],
])('documents %s are listed and not enclosed', async (_which, stored) => {
  const alone = await pagesOf((await dossier(recruiter)).bytes)
  const [first] = storedDocuments(application)
  const kept = reads.files.get(first!.document_id)!
  reads.files.set(first!.document_id, stored)
  const { bytes } = await dossier(recruiter, '?include_documents=true')
  reads.files.set(first!.document_id, kept)
  expect(await pagesOf(bytes)).toBe(alone + storedDocuments(application).length - 1)
})

test.each(['?format=A5', '?language=de', '?include_documents=maybe'])('%s is not understood', async (query) => {
  expect((await dossier(admin, query)).status).toBe(422)
})
