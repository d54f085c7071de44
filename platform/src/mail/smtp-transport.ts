import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Mail, MailOutcome, MailTransport } from './mail.ts'
import { toMime } from './mime.ts'

export type SmtpOptions = {
  host: string
  port: number
  /** Upgrade by STARTTLS, and refuse servers that cannot. */
  startTls: boolean
  /** TLS from the first byte, as on port 465. */
  tls: boolean
  login: { user: string; password: string } | undefined
  /** Authorities beside the usual ones, for tests. */
  ca?: string
}

/**
 * Hands messages to a mail server, each over a connection of its own: what one message does to a connection cannot concern
 * another, and cutting a late one off leaves nothing half said behind.
 */
export const createSmtpTransport = (options: SmtpOptions): MailTransport => ({
  name: `smtp ${options.host}:${options.port}`,
  deliver: async (mail, withinMs) => {
    const connection = new SMTPConnection({
      host: options.host,
      port: options.port,
      secure: options.tls,
      requireTLS: options.startTls && !options.tls,
      ignoreTLS: !options.startTls,
      connectionTimeout: withinMs,
      greetingTimeout: withinMs,
      socketTimeout: withinMs,
      dnsTimeout: withinMs,
      ...(options.ca ? { tls: { ca: options.ca } } : {}),
    })
    const late = Promise.withResolvers<MailOutcome>()
    const timer = setTimeout(
      () => late.resolve({ outcome: 'failed', errorCode: 'timeout', isPermanent: false }),
      withinMs,
    )
    try {
      return await Promise.race([late.promise, dialogue(connection, options, mail)])
    } catch (error) {
      return outcomeOf(error as SmtpError)
    } finally {
      clearTimeout(timer)
      connection.close()
    }
  },
})

async function dialogue(connection: SMTPConnection, { login }: SmtpOptions, mail: Mail): Promise<MailOutcome> {
  const message = await toMime(mail)
  const broken = Promise.withResolvers<never>()
  // A connection reports some failures as events and never to a callback.
  connection.on('error', broken.reject)
  connection.on('end', () => broken.reject(Object.assign(new Error('closed'), { code: 'ECONNECTION' })))
  broken.promise.catch(() => undefined)
  const step = <T>(start: (done: (error: Error | null | undefined, result?: T) => void) => void): Promise<T> =>
    Promise.race([
      broken.promise,
      new Promise<T>((resolve, reject) => start((error, result) => (error ? reject(error) : resolve(result as T)))),
    ])

  await step((done) => connection.connect(done))
  if (login) await step((done) => connection.login({ user: login.user, pass: login.password }, done))
  const envelope = { from: mail.from.address, to: [mail.to, ...mail.cc, ...mail.bcc] }
  const { rejected, rejectedErrors } = await step<{ rejected: string[]; rejectedErrors?: SmtpError[] }>((done) =>
    connection.send(envelope, message, done),
  )
  connection.quit()
  // Copies went out, and the message did not reach whom it is for: that is no success.
  if (rejected.includes(mail.to))
    return outcomeOf(rejectedErrors?.[rejected.indexOf(mail.to)] ?? { code: 'EENVELOPE', responseCode: 550 })
  return { outcome: 'accepted', copiesRefused: rejected.length }
}

type SmtpError = { code?: string; command?: string; responseCode?: number }

const CODES: Readonly<Record<string, string>> = {
  ETIMEDOUT: 'timeout',
  EDNS: 'dns',
  ETLS: 'tls',
  EREQUIRETLS: 'tls',
  EAUTH: 'login',
  ENOAUTH: 'login',
  EPROTOCOL: 'protocol',
}

/** The server's own words on this message: what it says to the recipient or to the text concerns nobody else. */
const JUDGES_MESSAGE = /^(RCPT TO|DATA)/

/**
 * A reply of 5xx to a recipient or to the text is final (RFC 5321 §4.2.1). The same reply to the connection, the login or the
 * sender is about our configuration, which somebody will correct: that is tried again.
 */
function outcomeOf({ code = '', command = '', responseCode }: SmtpError): MailOutcome {
  const isReply = responseCode !== undefined && responseCode >= 400
  const errorCode = CODES[code] ?? (isReply ? `smtp-${responseCode}` : 'connection')
  const judged = JUDGES_MESSAGE.test(command) || code === 'EMESSAGE'
  return { outcome: 'failed', errorCode, isPermanent: isReply && responseCode >= 500 && judged }
}
