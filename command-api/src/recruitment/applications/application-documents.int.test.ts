import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { applicationDocumentWire } from '@one-hcm/contracts/recruitment/applications/application.wire'
import { person, type RecruitmentWrites, sample, startRecruitmentWrites } from '../testing/recruitment-writes.ts'

let writes: RecruitmentWrites
beforeAll(async () => {
  writes = await startRecruitmentWrites()
})
afterAll(() => writes.stop())

const pdf = (path: string) => Buffer.from(sample(path), 'base64')
const diploma = pdf('diplomas/dip01-ingenieur-fr.pdf')
const cv = pdf('cv/cv01-ingenieur-reseau-fr.pdf')

const form = (
  files: [field: string, bytes: Buffer, name: string, type?: string][],
  fields: [string, string][] = [],
) => {
  const body = new FormData()
  for (const [field, bytes, name, type = 'application/pdf'] of files)
    body.append(field, new Blob([new Uint8Array(bytes)], { type }), name)
  for (const [name, value] of fields) body.append(name, value)
  return body
}
const apply = async () => {
  const awa = await writes.candidate()
  const { body } = await writes.apply(awa, await writes.publish())
  const data = body.data as { id: string; documents: { id: string; document_type: string }[] }
  return { awa, ...data, path: `/api/v1/applications/${data.id}/documents` }
}

test('documents are added by form, stored before they are told of, and removed again', async () => {
  const { awa, id, path } = await apply()
  const added = await writes.call('POST', `${path}/`, awa, form([['file', diploma, 'Attestation.pdf']]))
  expect([added.status, added.body.data]).toMatchObject([
    201,
    { document_type: 'certificats', filename: 'Attestation.pdf', size_bytes: diploma.length },
  ])
  const document = applicationDocumentWire.parse(added.body.data)
  expect(writes.files.get(document.id)).toEqual(diploma)
  const again = await writes.call('POST', path, awa, form([['file', diploma, 'Attestation.pdf']]))
  expect([again.status, again.body.data]).toEqual([201, added.body.data])
  expect((await writes.call('DELETE', `${path}/${document.id}`, awa)).status).toBe(204)
  expect((await writes.call('DELETE', `${path}/${document.id}`, awa)).status).toBe(404)
  expect((await writes.eventsOf(`application-${id}`)).slice(1)).toEqual([
    'ApplicationDocumentUploaded',
    'ApplicationDocumentRemoved',
  ])
})

test('documents of a required type are replaced on demand only, and never removed', async () => {
  const { awa, documents, path } = await apply()
  const newer = () => form([['file', diploma, 'cv.pdf']], [['document_type', 'cv']])
  expect((await writes.call('POST', path, awa, newer())).body).toMatchObject({ code: 'document-type-exists' })
  expect((await writes.call('POST', `${path}?replace=true`, awa, newer())).status).toBe(201)
  const letter = documents.find(({ document_type }) => document_type === 'cover_letter')!
  const refused = await writes.call('DELETE', `${path}/${letter.id}`, awa)
  expect([refused.status, refused.body.code]).toEqual([409, 'document-required'])
})

test('documents that are sent together are added together or not at all', async () => {
  const { awa, id, path } = await apply()
  const types: [string, string][] = [
    ['document_types[]', 'certificate'],
    ['document_types[]', 'portfolio'],
  ]
  const send = (files: Parameters<typeof form>[0], fields = types) =>
    writes.call('POST', `${path}/multiple`, awa, form(files, fields))
  const stored = writes.files.size
  const bad = pdf('bad/truncated.pdf')
  for (const [answer, status, code] of [
    [
      await send([
        ['files', diploma, 'a.pdf'],
        ['files', bad, 'b.pdf'],
      ]),
      400,
      'uploaded-document-invalid',
    ],
    [await send([['files', diploma, 'a.pdf']]), 400, 'document-types-mismatch'],
    [await send([]), 400, 'document-types-mismatch'],
    [
      await send(
        [
          ['files', diploma, 'a.pdf'],
          ['files', cv, 'b.pdf'],
        ],
        [...types.slice(1), ['document_types[]', 'cv']],
      ),
      409,
      'document-type-exists',
    ],
  ] as const)
    expect([answer.status, answer.body.code]).toEqual([status, code])
  expect(writes.files.size).toBe(stored)
  expect(await writes.eventsOf(`application-${id}`)).toHaveLength(1)
  const added = await send([
    ['files', diploma, 'a.pdf'],
    ['files', cv, 'b.pdf'],
  ])
  expect([added.status, added.body.data]).toMatchObject([
    201,
    [
      { document_type: 'certificats', file_name: 'a.pdf' },
      { document_type: 'portfolio', file_name: 'b.pdf' },
    ],
  ])
})

test('documents are refused that are none, that are too big, and from whom they are not due', async () => {
  const { awa, id, path } = await apply()
  const good = () => form([['file', diploma, 'a.pdf']])
  const huge = Buffer.alloc(10 * 1024 * 1024 + 1, diploma)
  for (const [as, body, status] of [
    [awa, form([['file', diploma, 'a.pdf', 'text/html']]), 400],
    [awa, form([['file', diploma, 'a.docx']]), 400],
    [awa, form([]), 400],
    [awa, form([['file', huge, 'a.pdf']]), 413],
    [awa, form([['file', diploma, 'a.pdf']], [['document_type', 'photo']]), 422],
    [await writes.candidate(), good(), 404],
    [writes.recruiter, good(), 403],
    [person('observer'), good(), 403],
  ] as const)
    expect((await writes.call('POST', path, as, body)).status).toBe(status)
  expect((await writes.call('POST', path, awa, { file: 'a.pdf' })).status).toBe(415)
  expect((await writes.call('POST', `/api/v1/applications/${randomUUID()}/documents`, awa, good())).status).toBe(404)
  await writes.call('PUT', `/api/v1/applications/${id}/status`, writes.recruiter, { status: 'reviewed' })
  expect((await writes.call('POST', path, awa, good())).body.code).toBe('application-not-pending')
  expect((await writes.call('POST', path, person('admin'), good())).status).toBe(201)
})
