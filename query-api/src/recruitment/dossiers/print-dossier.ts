import type { DossierFormat } from '@one-hcm/contracts/recruitment/applications/export-dossier.route'
import type { Dossier } from './dossier.ts'
import { dossierWords, type Omission } from './dossier-words.ts'
import { mergeDocuments, type Opened, openDocument } from './merge-documents.ts'
import { writeDossier } from './write-dossier.ts'

/** A dossier to print: its words, the files whose pages follow, and those that are known not to be had. */
export type PrintJob = {
  dossier: Dossier
  format: DossierFormat
  files: readonly { id: string; bytes: Uint8Array }[]
  omitted: Readonly<Record<string, Omission>>
}

/** `included` are the ids of the documents whose pages are in it. */
export type Printed = { bytes: Uint8Array; included: readonly string[] }

/**
 * Prints a dossier, and the documents behind it in the order of their list. A document that is encrypted or broken is listed with
 * that remark, and the rest is printed.
 */
export async function printDossier({ dossier, format, files, omitted }: PrintJob): Promise<Printed> {
  const opened: Opened[] = []
  for (const { id, bytes } of files) opened.push(await openDocument(id, bytes))
  const reasons = new Map<string, Omission>(Object.entries(omitted))
  for (const one of opened) if ('omitted' in one) reasons.set(one.id, one.omitted)

  for (;;) {
    const included = opened.filter((one) => 'pdf' in one && !reasons.has(one.id)) as Extract<
      Opened,
      { pages: number }
    >[]
    const own = await writeWithPages(dossier, format, included, reasons)
    if (included.length === 0) return { bytes: own, included: [] }
    const { bytes, failed } = await mergeDocuments(own, included)
    if (failed.length === 0) return { bytes, included: included.map(({ id }) => id) }
    for (const id of failed) reasons.set(id, 'unreadable')
  }
}

/** Where documents begin depends on how many pages the list of them needs: written again until it says what is so. */
async function writeWithPages(
  dossier: Dossier,
  format: DossierFormat,
  included: readonly { id: string; pages: number }[],
  reasons: ReadonlyMap<string, Omission>,
): Promise<Buffer> {
  const words = dossierWords[dossier.language]
  let assumed = 1
  for (;;) {
    const remarks = new Map([...reasons].map(([id, reason]) => [id, words.omitted[reason]]))
    let next = assumed + 1
    for (const { id, pages } of included) {
      remarks.set(id, words.pages(next, next + pages - 1))
      next += pages
    }
    const { bytes, pages } = await writeDossier(dossier, format, remarks)
    // Longer numbers could only ever take more room: growing ends the search.
    if (pages <= assumed || included.length === 0) return bytes
    assumed = pages
  }
}
