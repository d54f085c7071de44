const MAGIC = '%PDF-'
const EOF_MARKER = '%%EOF'
/** How far from the end the last marker may lie: writers add a line break, some a little padding. */
const TAIL_BYTES = 1024
const NAME_MAX = 200

/**
 * Names of what a PDF can do or carry (reliability U3). Not what triggers it: word processors write an `/OpenAction` that
 * only turns to the first page.
 */
const ACTIVE_CONTENT = [
  '/JavaScript',
  '/JS',
  '/Launch',
  '/SubmitForm',
  '/ImportData',
  '/EmbeddedFile',
  '/RichMedia',
  '/XFA',
]

/** A browser that guesses types by the first bytes would show such a file as a page. */
const HTML = /<(?:!doctype|html|head|body|script|iframe|svg)\b/i
const HEAD_BYTES = 1024

/**
 * Why a file is no acceptable PDF, undefined for a good one: named and beginning as one, complete, not protected by a
 * password, without active content. Looks at the bytes only; a PDF is never parsed in this process.
 */
export function checkPdf(fileName: string, bytes: Buffer): string | undefined {
  if (!fileName.toLowerCase().endsWith('.pdf')) return "l'extension n'est pas .pdf"
  if (bytes.length === 0) return 'le fichier est vide'
  if (bytes.subarray(0, MAGIC.length).toString('latin1') !== MAGIC) return "le contenu n'est pas un PDF"
  if (HTML.test(bytes.subarray(0, HEAD_BYTES).toString('latin1'))) return 'le fichier est aussi une page web'
  const tail = bytes.subarray(Math.max(0, bytes.length - TAIL_BYTES)).toString('latin1')
  const end = tail.lastIndexOf(EOF_MARKER)
  if (end < 0) return 'le fichier est incomplet'
  if (tail.slice(end + EOF_MARKER.length).trim() !== '') return 'le fichier contient autre chose après sa fin'
  const text = unescapeNames(bytes.toString('latin1'))
  if (/\/Encrypt\b/.test(text)) return 'le fichier est protégé par un mot de passe'
  const active = ACTIVE_CONTENT.find((name) => new RegExp(`${name}(?![A-Za-z0-9])`).test(text))
  if (active) return `le fichier contient un élément actif (${active.slice(1)})`
  return undefined
}

/** PDF names may spell any letter as `#4A`. */
const unescapeNames = (text: string): string =>
  text.includes('#')
    ? text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

/** A file name for people: no path, no control or direction characters, of bounded length, still ending as it did. */
export function sanitiseFileName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? ''
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  const clean = base.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/g, '').trim()
  if (clean.length <= NAME_MAX) return clean
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(clean)?.[0] ?? ''
  return clean.slice(0, NAME_MAX - extension.length) + extension
}
