import type { NodeContext } from '../node-context.ts'
import type { Checkpoints } from './checkpoints.ts'
import { type Connection, Consumer } from './consumer.ts'
import { type Message, newMessage } from './message.ts'
import type { ParkedMessages } from './parked-messages.ts'
import { RetryQueue } from './retry-queue.ts'
import { routingOf } from './routing.ts'
import type { GroupConfig } from './settings.ts'
import type { Source } from './source.ts'
import { RateStatistics } from './statistics.ts'
import { type ConsumerStrategy, consumerStrategy } from './strategies.ts'

/** What a consumer says of a message it does not acknowledge (§7.2). */
export type NackAction = 'unknown' | 'park' | 'retry' | 'skip' | 'stop'

/**
 * One group of competing consumers while the node runs (§7.2): reads its source, hands each message to one consumer,
 * sends again what is not acknowledged, parks what keeps failing, and remembers in checkpoints how far everything is done.
 * Delivery is at least once.
 */
export class Group {
  readonly config: GroupConfig
  readonly source: Source
  readonly rate: RateStatistics
  private readonly node: NodeContext
  private readonly checkpoints: Checkpoints
  private readonly parked: ParkedMessages
  private readonly strategy: ConsumerStrategy
  private readonly retries = new RetryQueue()
  private readonly stopListening: () => void
  private connected: Consumer[] = []
  /** Read, not yet sent. */
  private buffer: Message[] = []
  /** First sequence not yet read. */
  private next: number
  private pumpScheduled = false
  private isStopped = false

  constructor(
    node: NodeContext,
    config: GroupConfig,
    parts: { source: Source; checkpoints: Checkpoints; parked: ParkedMessages },
  ) {
    this.node = node
    this.config = config
    this.source = parts.source
    this.checkpoints = parts.checkpoints
    this.parked = parts.parked
    this.strategy = consumerStrategy(config.settings.strategy)
    this.rate = new RateStatistics(node.now())
    this.next = parts.checkpoints.next
    this.stopListening = this.source.onChange(() => this.schedulePump())
  }

  get consumers(): readonly Consumer[] {
    return this.connected
  }
  get retryCount(): number {
    return this.retries.size
  }
  get bufferedCount(): number {
    return this.buffer.length
  }
  get inFlightCount(): number {
    return this.connected.reduce((sum, consumer) => sum + consumer.inFlightCount, 0)
  }
  /** Whether everything there is has been read. */
  get isLive(): boolean {
    return this.next > this.source.lastSequence() && this.buffer.length === 0
  }
  get lastCheckpoint(): number | undefined {
    return this.checkpoints.last
  }
  get parkedCount(): number {
    return this.parked.count
  }

  /** Whether one more consumer may connect (§7.2). */
  get hasRoom(): boolean {
    const { maxSubscriberCount } = this.config.settings
    return maxSubscriberCount === 0 || this.connected.length < maxSubscriberCount
  }

  connect(connection: Connection, bufferSize: number): Consumer {
    const consumer = new Consumer(connection, bufferSize, this.node.now())
    this.connected = [...this.connected, consumer]
    this.strategy.added(consumer)
    this.schedulePump()
    return consumer
  }

  /** §7.2: what a lost consumer held is sent again, in order. */
  disconnect(consumer: Consumer): void {
    if (this.isStopped || !this.connected.includes(consumer)) return
    this.connected = this.connected.filter((other) => other !== consumer)
    this.strategy.removed(consumer)
    for (const message of consumer.takeAll()) {
      message.retryCount++
      this.retries.add(message)
    }
    this.schedulePump()
  }

  ack(consumer: Consumer, ids: string[]): void {
    if (this.isStopped) return
    for (const id of ids) {
      const message = consumer.settle(id, this.node.now())
      if (message !== undefined) this.done(message)
    }
    this.saveCheckpoint(this.config.settings.maxCheckpointCount)
    this.pump()
  }

  nack(consumer: Consumer, ids: string[], action: NackAction, reason: string): void {
    if (this.isStopped) return
    for (const id of ids) {
      const message = consumer.settle(id, this.node.now())
      if (message === undefined) continue
      if (action === 'park') this.park(message, reason)
      else if (action === 'skip' || action === 'stop') this.done(message)
      else this.retry(message)
    }
    this.pump()
  }

  /** Sends parked messages again, those before revision `stopAt` of the parked stream if given (§7.3). */
  replayParked(stopAt: number | undefined): void {
    this.parked.startReplay(stopAt)
    this.schedulePump()
  }

  /** Once a second: message timeouts and the checkpoint by time (§7.2, §7.3). */
  tick(): void {
    const { messageTimeoutMs, minCheckpointCount } = this.config.settings
    const nowMs = this.node.now()
    if (messageTimeoutMs > 0) {
      for (const consumer of this.connected) {
        for (const message of consumer.takeOlderThan(nowMs - messageTimeoutMs)) this.retry(message)
      }
    }
    if (this.checkpoints.isDue(nowMs)) this.saveCheckpoint(minCheckpointCount)
    this.pump()
  }

  /** Ends the group in this process; consumers are dropped (§7.1). Nothing is delivered afterwards. */
  stop(): void {
    this.isStopped = true
    this.stopListening()
    this.checkpoints.stop()
    for (const { connection } of this.connected) connection.drop()
    this.connected = []
  }

  /** A consumer takes messages again after it was blocked. */
  unblocked(): void {
    this.schedulePump()
  }

  private retry(message: Message): void {
    if (message.retryCount >= this.config.settings.maxRetryCount) {
      this.park(message, `Reached retry count of ${this.config.settings.maxRetryCount}`)
      return
    }
    message.retryCount++
    this.retries.add(message)
  }

  private park(message: Message, reason: string): void {
    this.parked.park(message, this.config.settings.resolveLinks, reason)
    this.done(message)
  }

  private done(message: Message): void {
    if (message.isReplay) this.parked.replayed()
  }

  /** Everything below the returned sequence is done (§7.3). */
  private lowestOpen(): number {
    let lowest = Math.min(this.buffer[0]?.sequence ?? this.next, this.retries.lowestSequence() ?? this.next)
    for (const consumer of this.connected) lowest = Math.min(lowest, consumer.lowestSequence() ?? lowest)
    return lowest
  }

  private saveCheckpoint(minProgress: number): void {
    // Looking for the lowest open message costs time: not while even the best case is too little.
    if (this.checkpoints.progressTo(this.next) < Math.max(1, minProgress)) return
    const lowest = this.lowestOpen()
    if (this.checkpoints.progressTo(lowest) < Math.max(1, minProgress)) return
    this.checkpoints.save(lowest - 1, () => this.saveCheckpoint(this.config.settings.maxCheckpointCount))
  }

  private schedulePump(): void {
    if (this.pumpScheduled || this.isStopped) return
    this.pumpScheduled = true
    setImmediate(() => {
      this.pumpScheduled = false
      this.pump()
    })
  }

  private pump(): void {
    try {
      this.deliver()
    } catch (error) {
      // A damaged record ends its readers, not the node; whoever connects again meets it again.
      for (const { connection } of this.connected) connection.fail(error)
    }
  }

  /** Sends what can be sent now: retries first, then replays, then new messages in log order (§7.2). */
  private deliver(): void {
    while (!this.isStopped && this.connected.some((consumer) => consumer.canTake)) {
      this.loadReplays()
      const waiting = this.retries.size + this.buffer.length
      for (const message of [...this.retries]) {
        if (this.offer(message) === 'full') return
      }
      const before = this.next
      this.fillBuffer()
      const unsent: Message[] = []
      for (const [index, message] of this.buffer.entries()) {
        const offered = this.offer(message)
        if (offered === 'sent') continue
        unsent.push(message)
        if (offered === 'full') {
          this.buffer = [...unsent, ...this.buffer.slice(index + 1)]
          return
        }
      }
      const filled = this.next !== before
      this.buffer = unsent
      if (!filled && this.retries.size + this.buffer.length === waiting) return
      if (filled && this.buffer.length === 0) {
        // A long stretch without matches must not keep the event loop to itself.
        if (this.next <= this.source.lastSequence()) this.schedulePump()
        return
      }
    }
  }

  private offer(message: Message): 'sent' | 'skip' | 'full' {
    const choice = this.strategy.choose(this.connected, routingOf(message))
    if (choice === 'skip' || choice === 'full') return choice
    this.retries.remove(message)
    this.rate.add()
    choice.push(message, this.node.now())
    return 'sent'
  }

  private fillBuffer(): void {
    const { readBatchSize, historyBufferSize } = this.config.settings
    const room = Math.min(Math.max(1, readBatchSize), Math.max(1, historyBufferSize) - this.buffer.length)
    if (room <= 0) return
    const { messages, next } = this.source.read(this.next, room)
    this.next = next
    this.buffer.push(...messages)
  }

  private loadReplays(): void {
    const room = Math.max(1, this.config.settings.readBatchSize) - this.retries.size
    if (room <= 0) return
    for (const record of this.parked.nextReplays(room)) {
      this.retries.add(newMessage(record, Number(record.revision), true))
    }
  }
}
