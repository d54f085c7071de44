import { randomUUID } from 'node:crypto'
import { mailer } from '@one-hcm/contracts/consumers'
import type { Recorded } from '@one-hcm/contracts/kernel/event'
import { createInbox } from '@one-hcm/platform/broker/create-inbox'
import type { Inbox } from '@one-hcm/platform/broker/inbox'
import { type CommandExecutor, createCommandExecutor } from '@one-hcm/platform/commands/executor'
import { type Settings, SettingsError } from '@one-hcm/platform/config/settings'
import type { EventLog } from '@one-hcm/platform/event-store/event-log'
import type { Foundation } from '@one-hcm/platform/lifecycle/foundation'
import type { Service } from '@one-hcm/platform/lifecycle/service'
import { createFolderTransport } from '@one-hcm/platform/mail/folder-transport'
import type { MailTransport } from '@one-hcm/platform/mail/mail'
import { createSmtpTransport } from '@one-hcm/platform/mail/smtp-transport'
import { createResetTokens, resetLink } from './identity/passwords/reset-token.ts'
import { createFactSource } from './notifications/emails/mail-facts.ts'
import { createMailSchedule } from './notifications/emails/mail-schedule.ts'
import { createMailWorker, type MailWorker } from './notifications/emails/mail-worker.ts'
import { MAILING, mailing, startMailing } from './notifications/emails/mailing.ts'
import { mailerCommand } from './notifications/emails/own-command.ts'
import type { Links } from './notifications/emails/templates/content.ts'
import { calendarFileOf } from './policies/mails/calendar-file-of.ts'
import { type QueueMailsOptions, queueMails } from './policies/mails/queue-mails.ts'

const now = () => new Date().toISOString()
/** Where links lead on a developer's machine. */
const LOCAL_APP = 'http://localhost:8000'

/**
 * Writes to people: told of what happened by RabbitMQ where one is configured, by the log otherwise, it queues the messages
 * that follow and hands them to the mail server. Any number may run; each message has one stream, which arbitrates.
 */
export function createMailer(foundation: Foundation, inbox: Inbox = inboxOf(foundation)): Service {
  const { log, pool, logger, metrics, settings } = foundation
  const missing = missingInProduction(settings)
  if (missing.length > 0) throw new SettingsError(missing)
  const executor = createCommandExecutor(log)
  const facts = createFactSource(log)
  const transport = transportOf(settings)
  const worker = createMailWorker({
    executor,
    schedule: createMailSchedule(pool),
    logger,
    metrics,
    deliver: {
      executor,
      transport,
      logger,
      mailer: randomUUID(),
      attemptMs: settings.MAIL_ATTEMPT_MS,
      backOffMs: settings.MAIL_BACK_OFF_S.map((seconds) => seconds * 1_000),
      now,
      compose: {
        log,
        facts,
        calendarFileOf,
        links: createLinks(settings.PUBLIC_APP_URL ?? LOCAL_APP, foundation.secretFor('password reset tokens')),
        sender: { name: settings.MAIL_FROM_NAME, address: settings.MAIL_FROM_EMAIL },
        hrMailbox: settings.HR_MAILBOX,
      },
    },
  })
  const queue = { executor, facts, hasHrMailbox: settings.HR_MAILBOX !== undefined, now }
  return mailerOn({ log, executor, inbox, worker, queue, logger: foundation.logger, transport })
}

const inboxOf = ({ log, pool, logger, settings }: Foundation): Inbox =>
  createInbox({ log, pool, logger, amqpUrl: settings.AMQP_URL, prefix: settings.AMQP_PREFIX })

/** The mailer on parts that are there: what it does when, and nothing of how. */
export function mailerOn(parts: {
  log: Pick<EventLog, 'head'>
  executor: CommandExecutor
  inbox: Inbox
  worker: MailWorker
  queue: QueueMailsOptions
  transport: MailTransport
  logger: Foundation['logger']
}): Service {
  const { log, executor, inbox, worker, queue, transport, logger } = parts
  let after = 0n

  const handle = async (event: Recorded): Promise<void> => {
    if (event.type === 'EmailQueued' || event.type === 'EmailRetryRequested')
      return worker.look((event.data as { email_id: string }).email_id)
    if (event.position <= after) return
    for (const emailId of await queueMails(queue, event)) await worker.look(emailId)
  }
  const consumer = inbox.consume({ consumer: mailer.name, eventTypes: mailer.eventTypes, handle })

  return {
    name: 'mailer',
    start: async () => {
      after = await mailingSince(executor, log)
      logger.info({ transport: transport.name, after: String(after) }, 'messages are sent')
      await consumer.start()
      worker.start()
    },
    stop: async () => {
      await consumer.stop()
      await worker.stop()
      await inbox.close()
    },
  }
}

/** Draws the line at the first start ever, and reads it from the log at every other one. */
async function mailingSince(executor: CommandExecutor, log: Pick<EventLog, 'head'>): Promise<bigint> {
  const head = (await log.head())?.commit ?? 0n
  await executor.execute(mailerCommand(now()), {
    aggregate: mailing,
    id: MAILING,
    decide: (state) => startMailing(state, { head }),
  })
  const { state } = await executor.facts(mailing, MAILING)
  if (state.afterPosition === undefined) throw new Error('The start of mailing could not be recorded')
  return state.afterPosition
}

function transportOf(settings: Settings): MailTransport {
  const { SMTP_HOST: host, SMTP_USERNAME: user, SMTP_PASSWORD: password } = settings
  if (host === undefined) return createFolderTransport(settings.MAIL_FOLDER)
  return createSmtpTransport({
    host,
    port: settings.SMTP_PORT,
    startTls: settings.SMTP_TLS,
    tls: settings.SMTP_SSL,
    login: user && password ? { user, password } : undefined,
  })
}

/** In production nobody reads a folder, and links lead to people's own machines. */
const missingInProduction = (settings: Settings): string[] =>
  settings.ENVIRONMENT !== 'production'
    ? []
    : (['SMTP_HOST', 'PUBLIC_APP_URL'] as const)
        .filter((name) => settings[name] === undefined)
        .map((name) => `${name} must be set in production`)

/** Where messages lead to: pages of the user interface, below the configured address alone. */
function createLinks(publicAppUrl: string, resetTokenKey: Buffer): Links {
  const tokens = createResetTokens(resetTokenKey)
  const page = (path: string) => new URL(path, publicAppUrl.replace(/\/?$/, '/')).toString()
  return {
    login: () => page('auth'),
    application: (id) => page(`candidate/application/${encodeURIComponent(id)}`),
    accessRequests: () => page('recruiter/access-requests'),
    setPassword: (resetId) => resetLink(publicAppUrl, tokens.issue(resetId)),
  }
}
