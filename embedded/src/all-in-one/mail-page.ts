import { readdir, readFile, stat } from 'node:fs/promises'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { join } from 'node:path'
import PostalMime from 'postal-mime'

/** Where the page is, on the origin of `npm start`. */
export const MAIL_PAGE = '/dev/mail'

/** Names that the mailer gives its files: nothing else can be asked for. */
const FILE = /^[\w-]{1,80}\.eml$/
const SHOWN_MAX = 200

/** Nothing on the page may run, load or leave; messages of strangers are shown here. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'"
const MESSAGE_POLICY = `sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`

/**
 * Shows the messages in a folder, for whoever works on this machine; everybody else, and every other path, gets what
 * `otherwise` answers. For development only: it knows no roles.
 */
export const withMailPage =
  (folder: string, otherwise: RequestListener): RequestListener =>
  (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://local')
    const isHere = request.method === 'GET' && (pathname === MAIL_PAGE || pathname.startsWith(`${MAIL_PAGE}/`))
    if (!isHere || !isLocal(request)) return otherwise(request, response)
    show(folder, pathname.slice(MAIL_PAGE.length + 1), response).catch(() =>
      answer(response, 500, 'Error', PAGE_POLICY),
    )
  }

/** Asked by a process of this machine under a name of this machine: no other page can read it through somebody's browser. */
function isLocal({ socket, headers }: IncomingMessage): boolean {
  const from = socket.remoteAddress ?? ''
  const name = (headers.host ?? '').replace(/:\d+$/, '')
  const forwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined
  return /^(::1|(::ffff:)?127\.)/.test(from) && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(name) && !forwarded
}

async function show(folder: string, path: string, response: ServerResponse): Promise<void> {
  if (path === '') return answer(response, 200, await listOf(folder), PAGE_POLICY)
  const [file = '', part] = path.split('/')
  if (!FILE.test(file) || (part !== undefined && part !== 'page'))
    return answer(response, 404, 'Not found', PAGE_POLICY)
  const raw = await readFile(join(folder, file)).catch(() => undefined)
  if (!raw) return answer(response, 404, 'Not found', PAGE_POLICY)
  const mail = await PostalMime.parse(raw)
  if (part === 'page') return answer(response, 200, mail.html ?? '', MESSAGE_POLICY)
  const addresses = (list: readonly { name?: string; address?: string }[] | undefined) =>
    (list ?? []).map(({ name, address }) => [name, address && `<${address}>`].filter(Boolean).join(' ')).join(', ')
  const attachments = mail.attachments.map(({ filename, mimeType }) => `${filename ?? '?'} (${mimeType})`)
  const rows: [string, string][] = [
    ['Subject', mail.subject ?? ''],
    ['From', addresses(mail.from ? [mail.from] : [])],
    ['To', addresses(mail.to)],
    ['Date', mail.date ?? ''],
    ['Message-ID', mail.messageId ?? ''],
    ['Attachments', attachments.join(', ')],
  ]
  const head = rows.map(([name, value]) => `<tr><th>${name}</th><td>${escapeHtml(value)}</td></tr>`).join('')
  const frame = `<iframe sandbox src="${MAIL_PAGE}/${file}/page" title="HTML"></iframe>`
  const body = `<p><a href="${MAIL_PAGE}">All messages</a></p><table>${head}</table>${frame}<pre>${escapeHtml(mail.text ?? '')}</pre>`
  answer(response, 200, page(mail.subject ?? file, body), PAGE_POLICY)
}

async function listOf(folder: string): Promise<string> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => FILE.test(name))
  const files = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })))
  const newest = files.sort((a, b) => b.at - a.at).slice(0, SHOWN_MAX)
  const rows = await Promise.all(
    newest.map(async ({ name, at }) => {
      const { subject, to } = await PostalMime.parse(await readFile(join(folder, name)))
      const address = (to ?? []).map(({ address: one }) => one ?? '').join(', ')
      const cells = [new Date(at).toISOString(), address, subject ?? '']
      const [when, whom, what] = cells.map(escapeHtml)
      return `<tr><td>${when}</td><td>${whom}</td><td><a href="${MAIL_PAGE}/${name}">${what}</a></td></tr>`
    }),
  )
  const table = `<table><tr><th>Written</th><th>To</th><th>Subject</th></tr>${rows.join('')}</table>`
  return page('Messages', `<h1>Messages</h1><p>${files.length} in the folder, newest first.</p>${table}`)
}

const page = (title: string, body: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<style>body{font:15px/1.5 sans-serif;margin:24px;max-width:900px}th{text-align:left;padding-right:16px;vertical-align:top}
td{padding:2px 16px 2px 0}iframe{width:100%;height:640px;border:1px solid #ccc;margin:16px 0}pre{white-space:pre-wrap}</style>
</head><body>${body}</body></html>
`

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

function answer(response: ServerResponse, status: number, html: string, policy: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  })
  response.end(html)
}
