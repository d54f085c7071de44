import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { ids } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { checkPdf, sanitiseFileName } from './check-pdf.ts'
import { readDocuments } from './read-documents.ts'

const samples = join(import.meta.dirname, '../../../../samples')
const filesIn = (folder: string, extension: string) =>
  readdirSync(join(samples, folder))
    .filter((file) => file.endsWith(extension))
    .map((file) => [`${folder}/${file}`, readFileSync(join(samples, folder, file))] as const)
const good = [...filesIn('cv', '.pdf'), ...filesIn('cover-letters', '.pdf'), ...filesIn('diplomas', '.pdf')]
const MIB = 1024 * 1024

describe('a document is', () => {
  test.each(good)('accepted: %s', (file, bytes) => {
    expect(checkPdf(file, bytes)).toBeUndefined()
  })

  test.each([
    ['empty.pdf', 'est vide'],
    ['encrypted-user-password.pdf', 'protégé par un mot de passe'],
    ['html-polyglot.pdf', 'page web'],
    ['javascript-openaction.pdf', 'élément actif'],
    ['junk-before-magic.pdf', "n'est pas un PDF"],
    ['png-renamed.pdf', "n'est pas un PDF"],
    ['text-renamed.pdf', "n'est pas un PDF"],
    ['truncated.pdf', 'incomplet'],
  ])('refused: %s', (file, reason) => {
    expect(checkPdf(file, readFileSync(join(samples, 'bad', file)))).toContain(reason)
  })

  test.each(filesIn('cv', '.docx'))('D-19 refused as another format: %s', (file, bytes) => {
    expect(checkPdf(file, bytes)).toContain('.pdf')
    expect(checkPdf(`${file}.pdf`, bytes)).toContain("n'est pas un PDF")
  })

  const [, cv] = good[0]!
  test.each([
    ['something after its end', Buffer.concat([cv, Buffer.from('<script>')])],
    ['JavaScript', withObject('<< /S /JavaScript /JS (app.alert(1)) >>')],
    ['JavaScript in escaped letters', withObject('<< /S /J#61vaScript >>')],
    ['another file in it', withObject('<< /Type /EmbeddedFile >>')],
    ['a program to start', withObject('<< /S /Launch /F (x.exe) >>')],
  ])('refused with %s', (_, bytes) => {
    expect(checkPdf('cv.pdf', bytes)).toBeDefined()
  })

  function withObject(object: string): Buffer {
    return Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from(object), Buffer.from('\n%%EOF\n')])
  }
})

describe('documents of a request', () => {
  const submit = (file_name: string, bytes: Buffer, document_type = 'cv' as const) => ({
    document_type,
    file_name,
    file_data: bytes.toString('base64'),
  })
  const [name, bytes] = good[0]!

  test('are decoded, measured and named after what they hold', () => {
    const once = readDocuments(ids.application, [submit(`C:\\Users\\awa\\${name}`, bytes)], MIB)
    expect(once).toMatchObject([{ document_type: 'cv', file_name: name.split('/')[1], file_size: bytes.length }])
    expect(readDocuments(ids.application, [submit(name, bytes)], MIB)).toEqual(once)
  })

  test('may come as data URLs', () => {
    const document = { ...submit(name, bytes), file_data: `data:application/pdf;base64,${bytes.toString('base64')}` }
    expect(readDocuments(ids.application, [document], MIB)).toMatchObject([{ file_size: bytes.length }])
  })

  test('have ids of their own per application, type, content and place', () => {
    const idOf = (application: string, documents: ReturnType<typeof submit>[]) => {
      const read = readDocuments(application, documents, MIB)
      if (isRefusal(read)) throw new Error(read.refused)
      return read.map(({ document_id }) => document_id)
    }
    const [first, second] = idOf(ids.application, [submit(name, bytes), submit(name, bytes)])
    expect(first).not.toBe(second)
    expect(idOf(ids.offer, [submit(name, bytes)])).not.toEqual([first])
    expect(idOf(ids.application, [submit(good[1]![0], good[1]![1])])).not.toEqual([first])
  })

  test('are refused all together for one that is bad, naming which', () => {
    const bad = submit('vide.pdf', Buffer.from('not a pdf'))
    expect(readDocuments(ids.application, [submit(name, bytes), bad], MIB)).toMatchObject({
      refused: 'document-invalid',
      params: { file: 'vide.pdf' },
      errors: [{ pointer: '/documents/1' }],
    })
  })

  test.each(['%%%', 'abc', 'ab=c', 'YWJj\nYWJj', '', 'data:text/html;base64,YWJj'])(
    'are strict base64: %j',
    (file_data) => {
      expect(readDocuments(ids.application, [{ ...submit(name, bytes), file_data }], MIB)).toMatchObject({
        refused: 'document-invalid',
        params: { reason: 'base64' },
      })
    },
  )

  test('have a size limit, exact to the byte', () => {
    expect(readDocuments(ids.application, [submit(name, bytes)], bytes.length)).toHaveLength(1)
    expect(readDocuments(ids.application, [submit(name, bytes)], bytes.length - 1)).toMatchObject({
      refused: 'document-too-large',
    })
  })
})

test.each([
  ['../../etc/passwd.pdf', 'passwd.pdf'],
  ['C:\\cv.pdf', 'cv.pdf'],
  ['a\u0000b\u202egnp.pdf', 'abgnp.pdf'],
  [' cv "final" <1>.pdf ', 'cv final 1.pdf'],
  [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(196)}.pdf`],
])('the file name %j becomes %j', (given, expected) => {
  expect(sanitiseFileName(given)).toBe(expected)
})
