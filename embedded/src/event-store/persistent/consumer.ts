import type { Message } from './message.ts'
import { LatencyStatistics, RateStatistics } from './statistics.ts'

/** What a group needs of the connection behind a consumer. */
export interface Connection {
  /** Address of the client. */
  peer: string
  userName: string
  connectionName: string
  /** Sends a message to the client. */
  send(message: Message): void
  /** Whether the client takes what it is sent; see `Group.pump`. */
  isBlocked(): boolean
  /** Ends the connection because its group went away (§7.1). */
  drop(): void
  /** Ends the connection because of an error, such as a damaged record. */
  fail(error: unknown): void
}

interface InFlight {
  message: Message
  sentAtMs: number
}

/** One connected consumer: its unacknowledged messages and its free slots (§7.2). */
export class Consumer {
  readonly connection: Connection
  readonly bufferSize: number
  readonly rate: RateStatistics
  readonly latency = new LatencyStatistics()
  /** By event id; ids may repeat in a stream. */
  private readonly inFlight = new Map<string, InFlight[]>()
  private count = 0

  constructor(connection: Connection, bufferSize: number, nowMs: number) {
    this.connection = connection
    this.bufferSize = Math.max(1, bufferSize)
    this.rate = new RateStatistics(nowMs)
  }

  get inFlightCount(): number {
    return this.count
  }

  get availableSlots(): number {
    return this.bufferSize - this.count
  }

  get canTake(): boolean {
    return this.count < this.bufferSize && !this.connection.isBlocked()
  }

  push(message: Message, nowMs: number): void {
    const entry: InFlight = { message, sentAtMs: nowMs }
    const sameId = this.inFlight.get(message.id)
    if (sameId === undefined) this.inFlight.set(message.id, [entry])
    else sameId.push(entry)
    this.count++
    this.rate.add()
    this.connection.send(message)
  }

  /** Takes the oldest message with this id out of flight, or nothing when there is none (§7.2: unknown ids are ignored). */
  settle(id: string, nowMs: number): Message | undefined {
    const sameId = this.inFlight.get(id)
    const entry = sameId?.shift()
    if (entry === undefined) return undefined
    if (sameId?.length === 0) this.inFlight.delete(id)
    this.count--
    this.latency.add(nowMs - entry.sentAtMs)
    return entry.message
  }

  /** Takes every message out of flight that was sent before `sentBeforeMs`, in sending order. */
  takeOlderThan(sentBeforeMs: number): Message[] {
    const taken: Message[] = []
    for (const [id, entries] of this.inFlight) {
      const kept = entries.filter((entry) => entry.sentAtMs >= sentBeforeMs)
      if (kept.length === entries.length) continue
      taken.push(...entries.filter((entry) => entry.sentAtMs < sentBeforeMs).map(({ message }) => message))
      if (kept.length === 0) this.inFlight.delete(id)
      else this.inFlight.set(id, kept)
    }
    this.count -= taken.length
    return taken
  }

  takeAll(): Message[] {
    return this.takeOlderThan(Number.POSITIVE_INFINITY)
  }

  /** Lowest sequence of the source in flight here, or undefined. Replays do not count (§7.3). */
  lowestSequence(): number | undefined {
    let lowest: number | undefined
    for (const entries of this.inFlight.values()) {
      for (const { message } of entries) {
        if (!message.isReplay && (lowest === undefined || message.sequence < lowest)) lowest = message.sequence
      }
    }
    return lowest
  }
}
