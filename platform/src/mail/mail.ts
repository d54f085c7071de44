/** A message ready to be handed over. Addresses and header texts are single lines. */
export type Mail = {
  /** With angle brackets; the same at every attempt, so that receivers can tell a repeat. */
  messageId: string
  /** ISO-8601, UTC: when it was written, not when it is tried. */
  date: string
  from: { name: string; address: string }
  to: string
  cc: readonly string[]
  bcc: readonly string[]
  subject: string
  text: string
  html: string
  language: string
  calendar?: { fileName: string; method: 'REQUEST' | 'CANCEL'; content: string }
}

/** What became of an attempt to hand a message over. */
export type MailOutcome =
  | { outcome: 'accepted'; copiesRefused: number }
  /** `errorCode` is `smtp-<reply>`, `connection`, `timeout`, `tls`, `dns`, `login` or `protocol`; never a server's words. */
  | { outcome: 'failed'; errorCode: string; isPermanent: boolean }

/** Hands messages over: to a mail server, or to a folder. */
export type MailTransport = {
  readonly name: string
  /** Never throws. Ends within `withinMs`: what is under way then is cut off. */
  deliver(mail: Mail, withinMs: number): Promise<MailOutcome>
}
