import type { Recorded } from '@one-hcm/contracts/kernel/event'

/** What leaves the domain reaches its consumers through an inbox: RabbitMQ, or a follower of the log without one. */
export type InboxOptions = {
  /** Names the queue, the checkpoint and the dead letters: `etl-raw`, `mailer`. */
  consumer: string
  /** Event types this consumer wants; others are passed over. */
  eventTypes: readonly string[]
  /**
   * Handles one event, at least once, possibly again. Events of one stream come one after another, in order, but for
   * those that are tried again: these come late. Resolving means its effect is durable. Throwing means it is tried again
   * with back-off and then set aside as a dead letter, with the reason, while others go on.
   */
  handle(event: Recorded): Promise<void>
  /** How many events may be in hand at once. */
  prefetch?: number
  /** Tries before an event becomes a dead letter. */
  attemptsMax?: number
}

export type DeadLetter = {
  consumer: string
  eventId: string
  stream: string
  revision: number
  eventType: string
  reason: string
  /** ISO-8601, UTC. */
  deadSince: string
  attempts: number
}

export type Consumer = {
  start(): Promise<void>
  /** Finishes what is in hand, then stops. */
  stop(): Promise<void>
}

export type Inbox = {
  consume(options: InboxOptions): Consumer
  deadLetters(consumer: string, limit: number): Promise<DeadLetter[]>
  /** Hands dead letters over again, in order of the log. Returns how many. */
  redrive(consumer: string): Promise<number>
  close(): Promise<void>
}
