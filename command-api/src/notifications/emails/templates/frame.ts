import type { Language } from '@one-hcm/contracts/notifications/emails/email-template'
import { type Content, inLanguage, oneLine } from './content.ts'

export type Rendered = { subject: string; text: string; html: string }

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character]!)

const paragraph = (text: string, style = '') =>
  `<p style="margin:0 0 16px;${style}">${escapeHtml(text).replaceAll('\n', '<br>')}</p>`

const detailRows = (details: readonly (readonly [string, string])[]) =>
  details
    .map(
      ([label, value]) =>
        `<tr><td style="padding:6px 16px 6px 0;color:#5b6770;vertical-align:top;white-space:nowrap">${escapeHtml(label)}</td>` +
        `<td style="padding:6px 0;font-weight:600">${escapeHtml(value).replaceAll('\n', '<br>')}</td></tr>`,
    )
    .join('')

const button = ({ label, url }: NonNullable<Content['action']>) =>
  `<p style="margin:24px 0"><a href="${escapeHtml(url)}" style="background:#0b5fa5;color:#ffffff;text-decoration:none;` +
  `padding:12px 24px;border-radius:6px;display:inline-block;font-weight:600">${escapeHtml(label)}</a></p>`

const FOOTER = {
  fr: (sender: string) => `Message envoyé automatiquement par ${sender}.`,
  en: (sender: string) => `Sent automatically by ${sender}.`,
}
/** French sets a space before the colon. */
const COLON = { fr: ' : ', en: ': ' }
const CLOSING = { fr: 'Cordialement,', en: 'Kind regards,' }

/**
 * Makes a message's text and page of what it says. Nothing gets into the page unescaped, whoever wrote it (W-12): this is
 * the only place where HTML is made.
 */
export function frame(content: Content, language: Language, sender: string): Rendered {
  const { greeting, paragraphs, action, afterword = [] } = content
  const subject = oneLine(content.subject)
  const details = (content.details ?? []).filter((row): row is readonly [string, string] => Boolean(row[1]))
  const closing = inLanguage(language, CLOSING)
  const colon = inLanguage(language, COLON)
  const footer = inLanguage(language, FOOTER)(sender)

  const text = [
    greeting,
    ...paragraphs,
    ...(details.length > 0 ? [details.map(([label, value]) => `${label}${colon}${value}`).join('\n')] : []),
    ...(action ? [`${action.label}${colon.trimEnd()}\n${action.url}`] : []),
    ...afterword,
    `${closing}\n${sender}`,
    `-- \n${footer}`,
  ].join('\n\n')

  const html = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(subject)}</title>
</head>
<body style="margin:0;background:#eef1f4;font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;color:#1c262d">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" style="max-width:600px;width:100%;background:#ffffff;border-radius:8px">
<tr><td style="background:#0b3d63;color:#ffffff;padding:20px 32px;border-radius:8px 8px 0 0;font-size:18px;font-weight:600">${escapeHtml(sender)}</td></tr>
<tr><td style="padding:32px">
<h1 style="margin:0 0 20px;font-size:22px;line-height:1.3">${escapeHtml(subject)}</h1>
${paragraph(greeting)}
${paragraphs.map((one) => paragraph(one)).join('\n')}
${details.length > 0 ? `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:0 0 16px">${detailRows(details)}</table>` : ''}
${action ? button(action) : ''}
${afterword.map((one) => paragraph(one, 'color:#5b6770;font-size:14px')).join('\n')}
${paragraph(`${closing}\n${sender}`, 'margin-top:24px')}
</td></tr>
<tr><td style="padding:16px 32px;color:#5b6770;font-size:12px;border-top:1px solid #e1e6ea">${escapeHtml(footer)}</td></tr>
</table>
</td></tr></table>
</body>
</html>
`
  return { subject, text, html }
}
