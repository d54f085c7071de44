import { EncryptedPDFError, PDFArray, PDFDict, PDFDocument, PDFName } from '@cantoo/pdf-lib'
import type { Omission } from './dossier-words.ts'

/** A candidate's file, opened; or why it cannot be. */
export type Opened = { id: string; pdf: PDFDocument; pages: number } | { id: string; omitted: Omission }

/** Opens a file whose pages are to be added. Never throws: what a stranger made may be anything. */
export async function openDocument(id: string, bytes: Uint8Array): Promise<Opened> {
  try {
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true })
    const pages = pdf.getPageCount()
    return pages > 0 ? { id, pdf, pages } : { id, omitted: 'unreadable' }
  } catch (error) {
    return { id, omitted: error instanceof EncryptedPDFError ? 'encrypted' : 'unreadable' }
  }
}

/**
 * The dossier's own pages with those of the documents behind them. Of what the documents hold besides their pages' content only
 * links to web pages come along: no scripts, no forms, no attached files. Returns the ids whose pages could not be copied.
 */
export async function mergeDocuments(
  dossier: Uint8Array,
  documents: readonly { id: string; pdf: PDFDocument }[],
): Promise<{ bytes: Uint8Array; failed: string[] }> {
  const merged = await PDFDocument.load(dossier, { updateMetadata: false })
  const failed: string[] = []
  for (const { id, pdf } of documents) {
    try {
      const pages = await merged.copyPages(pdf, pdf.getPageIndices())
      for (const page of pages) {
        disarm(page.node)
        merged.addPage(page)
      }
    } catch {
      failed.push(id)
    }
  }
  return { bytes: await merged.save({ useObjectStreams: true }), failed }
}

/** Takes away what a page does by itself, and every annotation but links to the web. */
function disarm(page: PDFDict): void {
  page.delete(PDFName.of('AA'))
  const annotations = page.lookup(PDFName.of('Annots'))
  if (!(annotations instanceof PDFArray)) {
    page.delete(PDFName.of('Annots'))
    return
  }
  for (let index = annotations.size() - 1; index >= 0; index--)
    if (!isWebLink(annotations.lookup(index))) annotations.remove(index)
}

function isWebLink(annotation: unknown): boolean {
  if (!(annotation instanceof PDFDict) || annotation.has(PDFName.of('AA'))) return false
  const action = annotation.lookup(PDFName.of('A'))
  return (
    action instanceof PDFDict && action.lookup(PDFName.of('S')) === PDFName.of('URI') && !action.has(PDFName.of('Next'))
  )
}
