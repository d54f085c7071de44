import { once } from 'node:events'
import { createServer } from 'node:net'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'

export type ReceivedMail = { messageId: string; from: string; to: string[]; raw: string; user: string | undefined }

/** What the peer does with a message: takes it, refuses it with a reply, or plays dead at the worst moments. */
export type PeerVerdict = 'accept' | 'accept-without-reply' | 'hang' | 'cut' | { reply: number }

export type SmtpPeer = {
  readonly port: number
  readonly origin: { host: string; port: number }
  /** Messages that were taken, in order. */
  readonly received: readonly ReceivedMail[]
  /** Messages whose last byte arrived, whatever became of them. */
  count(): number
  /** Reply to a recipient; undefined takes them. */
  onRecipient(judge: (address: string) => number | undefined): void
  /** What becomes of a message that has arrived; it counts as taken before anybody is told. */
  onMessage(judge: (mail: ReceivedMail) => PeerVerdict | Promise<PeerVerdict>): void
  /** Called at each step of each dialogue: before, during and after the message. */
  onStep(watch: (step: 'connected' | 'sender' | 'recipient' | 'data' | 'accepted') => void): void
  stop(): Promise<void>
}

const refusal = (reply: number) => Object.assign(new Error(`refused with ${reply}`), { responseCode: reply })

/** A mail server on the loopback interface that keeps what it gets and fails as it is told. */
export async function startSmtpPeer(
  options: { user?: string; password?: string; port?: number } = {},
): Promise<SmtpPeer> {
  const received: ReceivedMail[] = []
  let count = 0
  let judgeRecipient: (address: string) => number | undefined = () => undefined
  let judgeMessage: (mail: ReceivedMail) => PeerVerdict | Promise<PeerVerdict> = () => 'accept'
  let watch: (step: 'connected' | 'sender' | 'recipient' | 'data' | 'accepted') => void = () => undefined
  const sockets = new Set<{ destroy(): void }>()

  const server = new SMTPServer({
    authOptional: options.user === undefined,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onAuth: ({ username, password }, _session, done) =>
      username === options.user && password === options.password ? done(null, { user: username }) : done(refusal(535)),
    onConnect: (_session, done) => {
      watch('connected')
      done()
    },
    onMailFrom: (_address, _session, done) => {
      watch('sender')
      done()
    },
    onRcptTo: ({ address }, _session, done) => {
      watch('recipient')
      const reply = judgeRecipient(address)
      done(reply === undefined ? null : refusal(reply))
    },
    onData: (stream, session, done) => {
      watch('data')
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        count += 1
        const mail = asReceived(Buffer.concat(chunks).toString('utf8'), session)
        void Promise.resolve(judgeMessage(mail)).then((verdict) => {
          if (verdict === 'accept' || verdict === 'accept-without-reply') {
            received.push(mail)
            watch('accepted')
          }
          if (verdict === 'accept') return done()
          if (typeof verdict === 'object') return done(refusal(verdict.reply))
          if (verdict !== 'hang') for (const socket of sockets) socket.destroy()
        })
      })
    },
  })
  server.on('error', () => undefined)
  server.server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const port = options.port ?? (await freePort())
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))

  return {
    port,
    origin: { host: '127.0.0.1', port },
    received,
    count: () => count,
    onRecipient: (judge) => {
      judgeRecipient = judge
    },
    onMessage: (judge) => {
      judgeMessage = judge
    },
    onStep: (next) => {
      watch = next
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(resolve))
    },
  }
}

function asReceived(raw: string, session: SMTPServerSession): ReceivedMail {
  const { mailFrom, rcptTo } = session.envelope
  return {
    messageId: /^message-id:\s*(\S+)/im.exec(raw)?.[1] ?? '',
    from: mailFrom ? mailFrom.address : '',
    to: rcptTo.map(({ address }) => address),
    raw,
    user: session.user as string | undefined,
  }
}

async function freePort(): Promise<number> {
  const door = createServer().listen(0, '127.0.0.1')
  await once(door, 'listening')
  const { port } = door.address() as { port: number }
  door.close()
  await once(door, 'close')
  return port
}
