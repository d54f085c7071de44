import type {
  PersistentSubscriptionToAll,
  PersistentSubscriptionToStream,
  PersistentSubscriptionToStreamResolvedEvent,
} from '@eventstore/db-client'

export type Delivered = PersistentSubscriptionToStreamResolvedEvent
export type Subscription = PersistentSubscriptionToStream | PersistentSubscriptionToAll

/** A consumer that keeps what it is sent and does with it what the test says. */
export class TestConsumer {
  readonly delivered: Delivered[] = []
  error: { type: string } | undefined
  readonly subscription: Subscription
  private waiting: (() => void) | undefined

  constructor(subscription: Subscription, act: (event: Delivered, consumer: TestConsumer) => unknown = () => {}) {
    this.subscription = subscription
    subscription
      .on('data', (event: Delivered) => {
        this.delivered.push(event)
        act(event, this)
        this.waiting?.()
      })
      .on('error', (error) => {
        this.error = error as unknown as { type: string }
        this.waiting?.()
      })
      .on('confirmation', () => this.waiting?.())
  }

  async count(wanted: number): Promise<Delivered[]> {
    await this.until(() => this.delivered.length >= wanted)
    return this.delivered
  }

  async until(done: () => boolean): Promise<void> {
    while (!done()) await new Promise<void>((resolve) => (this.waiting = resolve))
  }

  get revisions(): number[] {
    return this.delivered.map(({ event, link }) => Number((link ?? event)?.revision))
  }

  stop(): Promise<void> {
    return this.subscription.unsubscribe()
  }
}

/** Acknowledges whatever comes. */
export const ackAll = (event: Delivered, consumer: TestConsumer): unknown => consumer.subscription.ack(event)
