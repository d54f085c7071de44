import MailComposer from 'nodemailer/lib/mail-composer'
import type { Mail } from './mail.ts'

/** One address, whatever it contains: as text it would be read as a list. */
const plain = (address: string) => ({ name: '', address })

/** A message as it goes over the wire (RFC 5322): text and page, and the calendar file where there is one. */
export function toMime(mail: Mail): Promise<Buffer> {
  const { messageId, date, from, to, cc, subject, text, html, language, calendar } = mail
  return new MailComposer({
    messageId,
    date: new Date(date),
    from,
    to: plain(to),
    cc: cc.map(plain),
    subject,
    text,
    html,
    headers: {
      'Content-Language': language,
      // Nobody's out-of-office reply is wanted (RFC 3834).
      'Auto-Submitted': 'auto-generated',
    },
    ...(calendar
      ? { icalEvent: { method: calendar.method, filename: calendar.fileName, content: calendar.content } }
      : {}),
    // Contents are given, never fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build()
}
