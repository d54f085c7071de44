import type { GetMessage, MessagePropertyHeaders } from 'amqplib'
import { PROCESS_ENDED } from './failure.ts'
import type { DeadLetter } from './inbox.ts'
import { fromMessage } from './message.ts'

const ATTEMPTS = 'x-one-hcm-attempts'
const REASON = 'x-one-hcm-reason'
const DEAD_SINCE = 'x-one-hcm-dead-since'

/** Failed tries of a message so far. */
export function attemptsOf(headers: MessagePropertyHeaders | undefined): number {
  const attempts: unknown = headers?.[ATTEMPTS]
  return typeof attempts === 'number' ? attempts : 0
}

export const retryHeaders = (attempts: number, reason: string) => ({ [ATTEMPTS]: attempts, [REASON]: reason })

export const deadHeaders = (attempts: number, reason: string, deadSince: Date) => ({
  ...retryHeaders(attempts, reason),
  [DEAD_SINCE]: deadSince.toISOString(),
})

/** A dead letter that could be read, and where its event is in the log. */
export type ReadDeadLetter = { letter: DeadLetter; position: bigint }

/**
 * What is known about a message of a dead-letter queue. One that the broker moved there has come back too often without
 * an answer; its fields are in the order and in the words of the broker.
 */
export function readDeadLetter(consumer: string, { content, properties }: GetMessage): ReadDeadLetter {
  const headers = properties.headers ?? {}
  const death = headers['x-death']?.[0]
  const reason: unknown = headers[REASON]
  const deadSince: unknown = headers[DEAD_SINCE]
  const letter = {
    consumer,
    reason: typeof reason === 'string' && typeof deadSince === 'string' ? reason : PROCESS_ENDED,
    deadSince:
      typeof deadSince === 'string'
        ? deadSince
        : new Date((death?.time['!'] ? death.time.value : 0) * 1_000).toISOString(),
    attempts: attemptsOf(headers),
  }
  try {
    const { id, stream, revision, type, position } = fromMessage(content)
    return { letter: { ...letter, eventId: id, stream, revision, eventType: type }, position }
  } catch {
    const [eventId, eventType] = [String(properties.messageId ?? ''), String(properties.type ?? '')]
    return { letter: { ...letter, eventId, stream: '', revision: -1, eventType }, position: -1n }
  }
}
