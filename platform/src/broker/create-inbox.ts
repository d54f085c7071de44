import type { Inbox } from './inbox.ts'
import { createLogInbox, type LogInboxOptions } from './log-inbox.ts'
import { createRabbitInbox } from './rabbit-inbox.ts'

export type CreateInboxOptions = Pick<LogInboxOptions, 'log' | 'pool' | 'logger'> & {
  /** Address of RabbitMQ; without one, consumers follow the log. */
  amqpUrl?: string | undefined
  prefix?: string
}

/** The inbox that the configuration asks for; consumers cannot tell which. */
export const createInbox = ({ amqpUrl, prefix, log, pool, logger }: CreateInboxOptions): Inbox =>
  amqpUrl
    ? createRabbitInbox({ url: amqpUrl, codec: log.codec, logger, prefix })
    : createLogInbox({ log, pool, logger })
