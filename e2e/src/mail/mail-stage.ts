import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DomainEvent, Recorded } from '@one-hcm/contracts/kernel/event'
import type { EmailEvent } from '@one-hcm/contracts/notifications/emails/email.events'
import { eventDefinition } from '@one-hcm/contracts/registry'
import { startEventStore } from '@one-hcm/embedded/event-store/event-store'
import { mainMigrations } from '@one-hcm/embedded/services/migrations'
import { startTestPostgres } from '@one-hcm/embedded/stack/test-postgres'
import { createCodec } from '@one-hcm/platform/event-store/codec'
import { createEventLog, type EventLog } from '@one-hcm/platform/event-store/event-log'
import { silentLogger } from '@one-hcm/platform/logging/logger'
import { migrate } from '@one-hcm/platform/postgres/migrate'
import { createPool } from '@one-hcm/platform/postgres/pool'
import { createKeyRing, keyRingMigrations } from '@one-hcm/platform/privacy/key-ring'
import { type SmtpPeer, startSmtpPeer } from '@one-hcm/platform/testing/smtp-peer'
import { testEnvironment } from '@one-hcm/platform/testing/test-settings'
import type pg from 'pg'
import { type Child, startProgram } from '../testing/child.ts'

/** A log, a database and a mail server in this process, and mailers as processes of their own. */
export type MailStage = {
  log: EventLog
  pool: pg.Pool
  peer: SmtpPeer
  startMailer(name: string): Child
  append(stream: string, event: DomainEvent): Promise<Recorded>
  /** The events of every message, by message. */
  messages(): Promise<Recorded<EmailEvent>[][]>
  stop(): Promise<void>
}

export const HR_MAILBOX = 'access@hr.example'
/** Milliseconds one attempt may take: short, so that what was interrupted is soon tried again. */
const ATTEMPT_MS = 1_500

export async function startMailStage(amqp?: { url: string; prefix: string }): Promise<MailStage> {
  const folder = mkdtempSync(join(tmpdir(), 'one-hcm-mail-'))
  const logFolder = join(folder, 'logs')
  mkdirSync(logFolder)
  const [store, database, peer] = await Promise.all([
    startEventStore({ inMemory: true }),
    startTestPostgres(),
    startSmtpPeer(),
  ])
  await migrate(database.url, [...keyRingMigrations, ...mainMigrations])
  const masterKey = randomBytes(32)
  const pool = createPool({ url: database.url, max: 4, log: silentLogger() })
  const log = createEventLog(store.connectionString, createCodec(createKeyRing(pool, masterKey), eventDefinition))
  const children = new Set<Child>()
  const env = {
    PATH: process.env.PATH,
    // Mailers are started by the hundred.
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
    ...testEnvironment(),
    LOG_LEVEL: 'warn',
    EVENTSTORE_URL: store.connectionString,
    DATABASE_URL: database.url,
    KEYS_DATABASE_URL: database.url,
    MASTER_KEY: masterKey.toString('base64'),
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(peer.port),
    SMTP_TLS: 'false',
    MAIL_FROM_EMAIL: 'rh@hr.example',
    HR_MAILBOX,
    PUBLIC_APP_URL: 'https://hr.example',
    MAIL_ATTEMPT_MS: String(ATTEMPT_MS),
    MAIL_BACK_OFF_S: '0.2,0.5,1,2,4',
    ...(amqp ? { AMQP_URL: amqp.url, AMQP_PREFIX: amqp.prefix } : {}),
  }
  const startService = (name: string, main: string, args: string[] = []): Child => {
    const child = startProgram({ name, main, args, env, logFolder })
    children.add(child)
    return child
  }
  // The relay is a part of the projectors.
  if (amqp) startService('projectors', 'embedded/src/services/main.ts', ['projectors'])

  return {
    log,
    pool,
    peer,
    startMailer: (name) => startService(name, 'e2e/src/mail/mailer-process.ts'),
    append: async (stream, event) => {
      const commandId = randomUUID()
      const appended = await log.append(stream, 'any', [{ id: randomUUID(), event }], {
        actor: { id: 'somebody', role: 'candidate' },
        correlation_id: commandId,
        causation_id: commandId,
        request_id: commandId,
        occurred_at: new Date().toISOString(),
        schema_version: 1,
        command_id: commandId,
      })
      if (appended === 'conflict') throw new Error(`Conflict on ${stream}`)
      return appended.events[0]!
    },
    messages: async () => {
      const streams = new Map<string, Recorded<EmailEvent>[]>()
      let after: Awaited<ReturnType<EventLog['head']>>
      for (;;) {
        const page = await log.readAll({ ...(after ? { after } : {}), limit: 1_000 })
        if (!page.last) return [...streams.values()]
        for (const one of page.decoded)
          if (one.kind === 'event' && one.event.stream.startsWith('email-'))
            streams.set(one.event.stream, [...(streams.get(one.event.stream) ?? []), one.event as Recorded<EmailEvent>])
        after = page.last
      }
    },
    stop: async () => {
      for (const child of children) if (!child.hasEnded()) child.signal('SIGKILL')
      await Promise.all([...children].map(({ ended }) => ended))
      await log.dispose()
      await pool.end()
      await Promise.all([database.stop(), store.stop(), peer.stop()])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
