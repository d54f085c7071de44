import type { Consumer } from './consumer.ts'
import type { Strategy } from './settings.ts'

/** What a strategy looks at to choose a consumer. */
export interface Routing {
  /** Stream of the event, of links that of their target (§7.2). */
  stream: string
  /** `$correlationId` of the event's metadata, when it has one. */
  correlationId(): string | undefined
}

/** The choice of a consumer for a message. */
export interface ConsumerStrategy {
  added(consumer: Consumer): void
  removed(consumer: Consumer): void
  /**
   * The consumer to send to, or `skip` when this message has to wait while others may go, or `full` when no message can
   * go now.
   */
  choose(consumers: readonly Consumer[], routing: Routing): Consumer | 'skip' | 'full'
}

export function consumerStrategy(name: Strategy): ConsumerStrategy {
  if (name === 'RoundRobin') return new RoundRobin()
  if (name === 'DispatchToSingle') return dispatchToSingle
  return new Pinned(
    name === 'Pinned' ? (routing) => routing.stream : (routing) => routing.correlationId() ?? routing.stream,
  )
}

/** §7.2: the next consumer with a free slot. */
class RoundRobin implements ConsumerStrategy {
  private next = 0
  added(): void {}
  removed(): void {}

  choose(consumers: readonly Consumer[]): Consumer | 'full' {
    for (let tried = 0; tried < consumers.length; tried++) {
      const consumer = consumers[this.next++ % consumers.length]!
      if (consumer.canTake) return consumer
    }
    return 'full'
  }
}

/** §7.2: the first consumer until it is full. */
const dispatchToSingle: ConsumerStrategy = {
  added() {},
  removed() {},
  choose: (consumers) => consumers.find((consumer) => consumer.canTake) ?? 'full',
}

const bucketCount = 1024

/** §7.2: streams are hashed into buckets, and a bucket belongs to one consumer. */
class Pinned implements ConsumerStrategy {
  private readonly buckets: (Consumer | undefined)[] = new Array(bucketCount).fill(undefined)
  private readonly load = new Map<Consumer, number>()
  private readonly keyOf: (routing: Routing) => string

  constructor(keyOf: (routing: Routing) => string) {
    this.keyOf = keyOf
  }

  added(consumer: Consumer): void {
    this.load.set(consumer, 0)
    // The newcomer gets its share: buckets over it are given up by idle consumers and assigned anew when they are next used.
    const assigned = this.buckets.filter((owner) => owner !== undefined).length
    const share = Math.ceil(assigned / this.load.size)
    for (const [bucket, owner] of this.buckets.entries()) {
      if (owner === undefined || owner.inFlightCount > 0 || this.load.get(owner)! <= share) continue
      this.buckets[bucket] = undefined
      this.load.set(owner, this.load.get(owner)! - 1)
    }
  }

  removed(consumer: Consumer): void {
    this.load.delete(consumer)
    for (const [bucket, owner] of this.buckets.entries()) {
      if (owner === consumer) this.buckets[bucket] = undefined
    }
  }

  choose(consumers: readonly Consumer[], routing: Routing): Consumer | 'skip' | 'full' {
    if (!consumers.some((consumer) => consumer.canTake)) return 'full'
    const bucket = hash(this.keyOf(routing)) % bucketCount
    const owner = this.buckets[bucket] ?? this.assign(bucket)
    return owner?.canTake ? owner : 'skip'
  }

  private assign(bucket: number): Consumer | undefined {
    let leastLoaded: Consumer | undefined
    for (const [consumer, load] of this.load) {
      if (leastLoaded === undefined || load < this.load.get(leastLoaded)!) leastLoaded = consumer
    }
    if (leastLoaded === undefined) return undefined
    this.buckets[bucket] = leastLoaded
    this.load.set(leastLoaded, this.load.get(leastLoaded)! + 1)
    return leastLoaded
  }
}

/** FNV-1a over the UTF-16 units: any even spread does, it is not stored. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return value >>> 0
}
