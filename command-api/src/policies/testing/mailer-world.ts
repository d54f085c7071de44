import { randomBytes, randomUUID } from 'node:crypto'
import type { DomainEvent, Recorded } from '@one-hcm/contracts/kernel/event'
import type { EmailEvent } from '@one-hcm/contracts/notifications/emails/email.events'
import { drafted, offerContent, submitted } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { eventDefinition } from '@one-hcm/contracts/registry'
import { startEventStore } from '@one-hcm/embedded/event-store/event-store'
import { mainMigrations } from '@one-hcm/embedded/services/migrations'
import { startTestPostgres } from '@one-hcm/embedded/stack/test-postgres'
import { createCodec } from '@one-hcm/platform/event-store/codec'
import { createEventLog, type EventLog } from '@one-hcm/platform/event-store/event-log'
import { openFoundation } from '@one-hcm/platform/lifecycle/foundation'
import type { Service } from '@one-hcm/platform/lifecycle/service'
import { silentLogger } from '@one-hcm/platform/logging/logger'
import { migrate } from '@one-hcm/platform/postgres/migrate'
import { createPool } from '@one-hcm/platform/postgres/pool'
import { createKeyRing, type KeyRing, keyRingMigrations } from '@one-hcm/platform/privacy/key-ring'
import { type SmtpPeer, startSmtpPeer } from '@one-hcm/platform/testing/smtp-peer'
import { testSettings } from '@one-hcm/platform/testing/test-settings'
import { until } from '@one-hcm/platform/testing/until'
import type pg from 'pg'
import { createMailer } from '../../mailer.ts'

export type Candidate = { id: string; email: string }

/** A log, a database and a mail server of a test's own, and mailers that come and go on them. */
export type MailerWorld = {
  log: EventLog
  keys: KeyRing
  pool: pg.Pool
  peer: SmtpPeer
  /** Starts a mailer as its own process would. */
  start(variables?: Record<string, string>): Promise<Service>
  append(stream: string, events: readonly DomainEvent[], at?: string): Promise<readonly Recorded[]>
  /** Somebody who signed up, as the event says it. */
  register(statut?: 'actif' | 'en_attente', changes?: object): Promise<Candidate>
  /** An application of somebody for an offer with this title. */
  submit(candidate: Candidate, title?: string): Promise<string>
  /** Events of every message, by message. */
  messages(): Promise<Recorded<EmailEvent>[][]>
  /** Resolves once every message is sent or given up, and nothing is left to queue. */
  settled(count: number): Promise<void>
  stop(): Promise<void>
}

export async function startMailerWorld(): Promise<MailerWorld> {
  const [store, database, peer] = await Promise.all([
    startEventStore({ inMemory: true }),
    startTestPostgres(),
    startSmtpPeer(),
  ])
  await migrate(database.url, [...keyRingMigrations, ...mainMigrations])
  const masterKey = randomBytes(32)
  const pool = createPool({ url: database.url, max: 4, log: silentLogger() })
  const keys = createKeyRing(pool, masterKey)
  const log = createEventLog(store.connectionString, createCodec(keys, eventDefinition))
  const stops: (() => Promise<unknown>)[] = []

  const append: MailerWorld['append'] = async (stream, events, at = new Date().toISOString()) => {
    const known = await log.readStoredStream(stream)
    const commandId = randomUUID()
    const appended = await log.append(
      stream,
      known.length === 0 ? 'no-stream' : known.length - 1,
      events.map((event) => ({ id: randomUUID(), event })),
      {
        actor: { id: 'somebody', role: 'recruiter' },
        correlation_id: commandId,
        causation_id: commandId,
        request_id: commandId,
        occurred_at: at,
        schema_version: 1,
        command_id: commandId,
      },
    )
    if (appended === 'conflict') throw new Error(`Conflict on ${stream}`)
    return appended.events
  }

  const messages = async () => {
    const streams = new Map<string, Recorded<EmailEvent>[]>()
    let after: Awaited<ReturnType<EventLog['head']>>
    for (;;) {
      const page = await log.readAll({ ...(after ? { after } : {}), limit: 1_000 })
      if (!page.last) return [...streams.values()]
      for (const one of page.decoded) {
        if (one.kind !== 'event' || !one.event.stream.startsWith('email-')) continue
        const event = one.event as Recorded<EmailEvent>
        streams.set(event.stream, [...(streams.get(event.stream) ?? []), event])
      }
      after = page.last
    }
  }

  return {
    log,
    keys,
    pool,
    peer,
    start: async (variables = {}) => {
      const settings = testSettings({
        EVENTSTORE_URL: store.connectionString,
        DATABASE_URL: database.url,
        KEYS_DATABASE_URL: database.url,
        MASTER_KEY: masterKey.toString('base64'),
        SMTP_HOST: '127.0.0.1',
        SMTP_PORT: String(peer.port),
        SMTP_TLS: 'false',
        MAIL_FROM_EMAIL: 'rh@hr.example',
        HR_MAILBOX: 'access@hr.example',
        PUBLIC_APP_URL: 'https://hr.example',
        MAIL_ATTEMPT_MS: '2000',
        MAIL_BACK_OFF_S: '0.05,0.05,0.05,0.05,0.05',
        ...variables,
      })
      const foundation = openFoundation(settings, silentLogger())
      const mailer = createMailer(foundation)
      await mailer.start()
      let stopped: Promise<void> | undefined
      const stop = () => {
        stopped ??= mailer.stop().then(() => foundation.close())
        return stopped
      }
      stops.push(stop)
      return { name: 'mailer', start: () => Promise.resolve(), stop }
    },
    append,
    register: async (statut = 'actif', changes = {}) => {
      const id = randomUUID()
      const email = `awa.${id.slice(0, 8)}@example.com`
      await append(`user-${id}`, [registered(id, email, statut, changes)])
      return { id, email }
    },
    submit: async ({ id }, title = 'Comptable') => {
      const offer = randomUUID()
      await append(`jobOffer-${offer}`, [drafted(offerContent({ title }), { offer })])
      const event = submitted({ candidate: id, offer })
      const application = event.data.application_id
      await append(`application-${application}`, [event])
      return application
    },
    messages,
    settled: async (count) => {
      await until(
        `${count} messages are settled`,
        async () => {
          const streams = await messages()
          const ended = streams.filter((events) => /^Email(Sent|Abandoned)$/.test(events.at(-1)!.type))
          return ended.length >= count && ended.length === streams.length
        },
        { withinMs: 20_000 },
      )
    },
    stop: async () => {
      await Promise.all(stops.map((stop) => stop()))
      await log.dispose()
      await pool.end()
      await Promise.all([database.stop(), store.stop(), peer.stop()])
    },
  }
}

const registered = (user_id: string, email: string, statut: string, changes: object) => ({
  type: 'CandidateRegistered',
  data: {
    user_id,
    email,
    first_name: 'Awa',
    last_name: 'Ndong',
    phone: '+24106000000',
    date_of_birth: '1990-05-17',
    adresse: 'Libreville',
    poste_actuel: null,
    matricule: null,
    sexe: 'F',
    candidate_status: 'externe',
    no_seeg_email: false,
    annees_experience: 7,
    statut,
    consent_at: null,
    ...changes,
  },
})
