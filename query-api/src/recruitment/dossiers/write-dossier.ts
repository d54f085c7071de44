import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { DossierFormat } from '@one-hcm/contracts/recruitment/applications/export-dossier.route'
import PDFDocument from 'pdfkit'
import type { Block, Dossier, Section } from './dossier.ts'
import { dossierWords } from './dossier-words.ts'

/** What the list of documents says about each, by its id: where its pages are, or why they are not here. */
export type Remarks = ReadonlyMap<string, string>

/** Letters of Latin, Greek, Cyrillic and Arabic scripts, embedded so that every viewer shows them. */
const fonts = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf')
const REGULAR = join(fonts, 'DejaVuSansCondensed.ttf')
const BOLD = join(fonts, 'DejaVuSansCondensed-Bold.ttf')

const MARGIN = 56
const LABEL_WIDTH = 140
const GAP = 10
const INK = '#1a1a1a'
const FAINT = '#5b6470'
const ACCENT = '#0b5394'
/** Points that must be left below a heading or a label, or the next page begins. */
const ROOM = 64
const SIZE = { title: 20, subtitle: 12, heading: 12.5, text: 9.5, small: 8 } as const

type Page = PDFKit.PDFDocument

/** Writes a dossier's own pages. Resolves with the PDF and its number of pages. */
export function writeDossier(
  dossier: Dossier,
  format: DossierFormat,
  remarks: Remarks,
): Promise<{ bytes: Buffer; pages: number }> {
  const page: Page = new PDFDocument({
    size: format === 'Letter' ? 'LETTER' : 'A4',
    margin: MARGIN,
    bufferPages: true,
    lang: dossier.language,
    displayTitle: true,
    info: { Title: `${dossier.title} · ${dossier.subtitle}`, Creator: 'One HCM', Producer: 'One HCM' },
  })
  const bytes = collected(page)
  page.registerFont('regular', REGULAR).registerFont('bold', BOLD)
  writeTitle(page, dossier)
  for (const section of dossier.sections) writeSection(page, section)
  writeDocuments(page, dossier, remarks)
  if (dossier.history.blocks.length > 0) writeSection(page, dossier.history)
  const pages = writeFooters(page, dossier)
  page.end()
  return bytes.then((written) => ({ bytes: written, pages }))
}

const collected = (page: Page): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    page.on('data', (chunk: Buffer) => chunks.push(chunk))
    page.on('end', () => resolve(Buffer.concat(chunks)))
    page.on('error', reject)
  })

const innerWidth = (page: Page): number => page.page.width - 2 * MARGIN
const bottom = (page: Page): number => page.page.height - MARGIN

const ensureRoom = (page: Page, points: number): void => {
  if (page.y + points > bottom(page)) page.addPage()
}

function writeTitle(page: Page, { title, subtitle }: Dossier): void {
  page.font('bold').fontSize(SIZE.title).fillColor(ACCENT).text(title, MARGIN, MARGIN)
  page.font('regular').fontSize(SIZE.subtitle).fillColor(FAINT).text(subtitle)
  page.moveDown(0.6)
}

function writeHeading(page: Page, text: string): void {
  ensureRoom(page, ROOM)
  page.moveDown(0.8)
  page
    .font('bold')
    .fontSize(SIZE.heading)
    .fillColor(ACCENT)
    .text(text, MARGIN, page.y, { width: innerWidth(page) })
  const line = page.y + 2
  page
    .moveTo(MARGIN, line)
    .lineTo(MARGIN + innerWidth(page), line)
    .lineWidth(0.7)
    .strokeColor(ACCENT)
    .stroke()
  page.y = line + 6
}

function writeSection(page: Page, { heading, blocks }: Section): void {
  writeHeading(page, heading)
  for (const block of blocks) writeBlock(page, block)
}

function writeBlock(page: Page, block: Block): void {
  switch (block.kind) {
    case 'field':
      return writeField(page, block.label, block.value)
    case 'entry':
      return writeField(page, block.when, block.note ? `${block.what}\n${block.note}` : block.what)
    case 'caption':
      ensureRoom(page, ROOM)
      page
        .font('bold')
        .fontSize(SIZE.text)
        .fillColor(FAINT)
        .text(block.text, MARGIN, page.y + 2)
      page.moveDown(0.3)
      return
    case 'question':
      ensureRoom(page, ROOM)
      page.font('bold').fontSize(SIZE.text).fillColor(INK).text(block.question, MARGIN, page.y)
      page.font('regular').text(block.answer, MARGIN, page.y + 1, { width: innerWidth(page) })
      page.moveDown(0.6)
  }
}

/** A label and, beside it, a value of any length: it goes on below on the next page. */
function writeField(page: Page, label: string, value: string): void {
  page.font('regular').fontSize(SIZE.text)
  const labelHeight = page.heightOfString(label, { width: LABEL_WIDTH })
  const valueWidth = innerWidth(page) - LABEL_WIDTH - GAP
  ensureRoom(page, Math.max(labelHeight, Math.min(page.heightOfString(value, { width: valueWidth }), ROOM)))
  const top = page.y
  page.fillColor(FAINT).text(label, MARGIN, top, { width: LABEL_WIDTH })
  const below = page.y
  const pageOfLabel = page.page
  page.fillColor(INK).text(value, MARGIN + LABEL_WIDTH + GAP, top, { width: valueWidth })
  if (page.page === pageOfLabel) page.y = Math.max(page.y, below)
  page.x = MARGIN
  page.y += 3
}

function writeDocuments(page: Page, { documents, language }: Dossier, remarks: Remarks): void {
  if (documents.length === 0) return
  writeHeading(page, dossierWords[language].sections.documents)
  for (const { id, label, detail } of documents) {
    const remark = remarks.get(id)
    writeField(page, label, remark === undefined ? detail : `${detail}\n→ ${remark}`)
  }
}

/** Says on each page when it was printed and which page it is. Returns the number of pages. */
function writeFooters(page: Page, { printedAt, title, language }: Dossier): number {
  const { start, count } = page.bufferedPageRange()
  for (let index = 0; index < count; index++) {
    page.switchToPage(start + index)
    // Text below the margin would otherwise begin another page.
    page.page.margins.bottom = 0
    const top = page.page.height - MARGIN + 16
    const options = { width: innerWidth(page), lineBreak: false }
    page.font('regular').fontSize(SIZE.small).fillColor(FAINT)
    page.text(shortened(`${title} · ${printedAt}`), MARGIN, top, options)
    const number = `${dossierWords[language].page} ${index + 1} / ${count}`
    page.text(number, MARGIN + innerWidth(page) - page.widthOfString(number), top, { lineBreak: false })
  }
  return count
}

const FOOTER_MAX = 90
const shortened = (text: string): string => (text.length > FOOTER_MAX ? `${text.slice(0, FOOTER_MAX)}…` : text)
