import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFArray, PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib'
import { describe, expect, test } from '@jest/globals'
import { foldApplication } from '@one-hcm/contracts/recruitment/applications/application.row'
import { foldJobOffer } from '@one-hcm/contracts/recruitment/job-offers/job-offer.row'
import {
  drafted,
  offerContent,
  statusChanged,
  submitted,
} from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { madeUpMetadata } from '@one-hcm/platform/testing/made-up-events'
import { dossierFileName, dossierOf } from './dossier.ts'
import { createDossierPrinter } from './dossier-printer.ts'
import { mergeDocuments, openDocument } from './merge-documents.ts'
import { printDossier } from './print-dossier.ts'

const sample = (path: string) => readFileSync(join(import.meta.dirname, '../../../../samples', path))

const recorded = (stream: string, event: object, revision: number): never =>
  ({
    ...event,
    id: `${revision}`,
    stream,
    revision,
    position: 0n,
    metadata: { ...madeUpMetadata, occurred_at: '2026-11-01T09:00:00.000Z' },
  }) as never

const offer = foldJobOffer(
  undefined,
  recorded('jobOffer-o', drafted(offerContent({ title: 'Ingénieur réseau (H/F)' }), { offer: 'o' }), 0),
)!
const note = 'Répond vite, à appeler'
const doc = [submitted({ candidate: 'c', offer: 'o' }), statusChanged('pending', 'incubation', { notes: note })].reduce(
  (row, event, revision) => foldApplication(row, recorded('application-a', event, revision)),
  undefined as ReturnType<typeof foldApplication>,
)!
const candidate = { first_name: 'Éloïse', last_name: "N'Dong", email: 'e@example.org', profile: null } as never
const options = { language: 'fr', reader: 'staff', now: '2026-12-01T15:00:00.000Z' } as const
const withSynthesis = {
  ...doc,
  synthesis: { conclusion: 'À recruter', global_score: 14.7, protocol1_score: 14, protocol2_score: 15 } as never,
}

describe('what a dossier says', () => {
  test('in French, by the clock of Libreville', () => {
    const dossier = dossierOf({ doc, candidate, offer }, options)
    expect(dossier.title).toBe("Éloïse N'Dong")
    expect(dossier.printedAt).toBe('Édité le 1er décembre 2026 à 16:00')
    expect(JSON.stringify(dossier)).toContain('1er novembre 2026 à 10:00')
    expect(dossier.documents.map(({ label }) => label)).toEqual(['CV', 'Lettre de motivation', 'Diplôme'])
  })

  test('in English', () => {
    const dossier = dossierOf({ doc, candidate, offer }, { ...options, language: 'en' })
    expect(dossier.printedAt).toBe('Printed on 1 December 2026 at 16:00')
    expect(dossier.documents.map(({ label }) => label)).toEqual(['CV', 'Cover letter', 'Diploma'])
  })

  test('a candidate’s own holds neither notes nor scores, staff’s does', () => {
    const parts = { doc: withSynthesis, candidate, offer }
    const [staff, own] = (['staff', 'candidate'] as const).map((reader) =>
      JSON.stringify(dossierOf(parts, { ...options, reader })),
    )
    for (const internal of [note, '14,7', 'À recruter']) {
      expect(staff).toContain(internal)
      expect(own).not.toContain(internal)
    }
  })

  test('an erased candidate leaves a dossier without a name', () => {
    expect(dossierOf({ doc, candidate: null, offer: null }, options).title).toBe('—')
  })

  test('its file name holds letters and digits, whatever the names hold', () => {
    expect(dossierFileName({ candidate, offer })).toBe('Candidature_N-Dong_Éloïse_Ingénieur-réseau-H-F.pdf')
    expect(dossierFileName({ candidate: { first_name: '../..', last_name: '"\r\n' } as never, offer: null })).toBe(
      'Candidature.pdf',
    )
  })
})

describe('the pages of documents', () => {
  const dossier = dossierOf({ doc, candidate, offer }, options)
  const ids = doc.documents.map(({ id }) => id)

  test('follow the dossier’s own in the order of the list; encrypted and broken ones are listed only', async () => {
    const [cv, letter, diploma] = ids as [string, string, string]
    const good = sample('cv/cv01-ingenieur-reseau-fr.pdf')
    const printed = await printDossier({
      dossier,
      format: 'A4',
      files: [
        { id: cv, bytes: good },
        { id: letter, bytes: sample('bad/encrypted-user-password.pdf') },
        { id: diploma, bytes: sample('bad/truncated.pdf') },
      ],
      omitted: {},
    })
    expect(printed.included).toEqual([cv])
    const alone = await printDossier({ dossier, format: 'A4', files: [], omitted: {} })
    const pagesOf = async (bytes: Uint8Array) => (await PDFDocument.load(bytes)).getPageCount()
    expect(await pagesOf(printed.bytes)).toBe((await pagesOf(alone.bytes)) + (await pagesOf(good)))
  })

  test('A4 and Letter are other pages', async () => {
    const widths = await Promise.all(
      (['A4', 'Letter'] as const).map(async (format) => {
        const { bytes } = await printDossier({ dossier, format, files: [], omitted: {} })
        return Math.round((await PDFDocument.load(bytes)).getPage(0).getWidth())
      }),
    )
    expect(widths).toEqual([595, 612])
  })

  test('bring no scripts along, and of their annotations links to the web alone', async () => {
    const armed = await PDFDocument.create()
    const page = armed.addPage()
    const action = (kind: string) => armed.context.obj({ S: kind, JS: PDFString.of('app.alert(1)') })
    page.node.set(PDFName.of('AA'), armed.context.obj({ O: action('JavaScript') }))
    const link = (kind: string) => armed.context.register(armed.context.obj({ Subtype: 'Link', A: action(kind) }))
    page.node.set(PDFName.of('Annots'), armed.context.obj([link('JavaScript'), link('URI'), link('Launch')]))

    const opened = await openDocument('d', await armed.save())
    if (!('pdf' in opened)) throw new Error('not opened')
    const empty = await PDFDocument.create()
    const { bytes, failed } = await mergeDocuments(await empty.save({ addDefaultPage: false }), [opened])
    expect(failed).toEqual([])
    const { node } = (await PDFDocument.load(bytes)).getPages().at(-1)!
    expect(node.has(PDFName.of('AA'))).toBe(false)
    expect(node.lookup(PDFName.of('Annots'), PDFArray).size()).toBe(1)
  })

  test('that break the printing leave a dossier without them', async () => {
    const jobs: number[] = []
    const printer = createDossierPrinter({
      run: (job) => {
        jobs.push(job.files.length)
        return job.files.length > 0 ? Promise.reject(new Error('out of memory')) : printDossier(job)
      },
    })
    const printed = await printer.print({
      dossier,
      format: 'A4',
      files: [{ id: ids[0]!, bytes: Buffer.from('x') }],
      omitted: {},
    })
    expect(jobs).toEqual([1, 0])
    expect(printed?.included).toEqual([])
  })

  test('more than a few at once are refused instead of kept waiting', async () => {
    const gate = Promise.withResolvers<void>()
    const printer = createDossierPrinter({
      run: () => gate.promise.then(() => ({ bytes: new Uint8Array(), included: [] })),
    })
    const asked = Array.from({ length: 12 }, () => printer.print({ dossier, format: 'A4', files: [], omitted: {} }))
    gate.resolve()
    expect((await Promise.all(asked)).filter((one) => one === undefined)).toHaveLength(2)
  })
})
