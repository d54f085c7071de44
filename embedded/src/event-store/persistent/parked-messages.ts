import { linkType } from '../event.ts'
import type { NodeContext } from '../node-context.ts'
import { resolveLink } from '../reading/links.ts'
import { isNotFound } from '../reading/visibility.ts'
import type { StoredRecord } from '../storage/record.ts'
import type { StreamHead } from '../storage/stream-head.ts'
import { appendOwn, describeOwn } from './internal-writes.ts'
import type { Message } from './message.ts'
import { type GroupConfig, groupKey, parkedStream } from './settings.ts'

/**
 * The messages that a group has given up on, as links in its parked stream, and their replay (§7.3). A replay moves the
 * `$tb` of the parked stream only when all of its messages are settled: a crash before parks them again instead of
 * losing them.
 */
export class ParkedMessages {
  private readonly node: NodeContext
  private readonly stream: string
  /** Next revision of the parked stream to replay, and where the replay ends. */
  private replayNext = 0
  private replayEnd = 0
  private unsettled = 0

  constructor(node: NodeContext, config: GroupConfig) {
    this.node = node
    this.stream = parkedStream(groupKey(config))
  }

  /** Parked messages not yet asked to be replayed. */
  get count(): number {
    const head = this.head()
    return head === undefined ? 0 : head.last + 1 - Math.max(firstParked(head), this.replayEnd)
  }

  /** Appends a link to the event to the parked stream. */
  park(message: Message, resolveLinks: boolean, reason: string): void {
    const { record } = message
    const resolves = message.isReplay || (resolveLinks && record.isLink)
    const event = resolves ? (resolveLink(this.node.log, record, this.node.now()).event ?? record) : record
    const metadata = {
      added: new Date(this.node.now()).toISOString(),
      reason,
      subscriptionEventNumber: message.sequence,
    }
    appendOwn(this.node, this.stream, {
      type: linkType,
      isJson: false,
      data: `${event.revision}@${event.stream}`,
      metadata: JSON.stringify(metadata),
    }).catch(() => {
      // The writer has failed: no checkpoint can pass this message either, so a restart delivers it again.
    })
  }

  /** Queues the messages parked so far, those before revision `stopAt` if given. */
  startReplay(stopAt: number | undefined): void {
    const head = this.head()
    if (head === undefined) return
    const start = Math.max(firstParked(head), this.replayEnd)
    const end = Math.min(stopAt ?? Number.POSITIVE_INFINITY, head.last + 1)
    if (end <= start) return
    if (this.replayNext >= this.replayEnd) this.replayNext = start
    this.replayEnd = end
  }

  /** The next messages of the replay, at most `count`. Each must be settled by `replayed()`. */
  nextReplays(count: number): StoredRecord[] {
    const records: StoredRecord[] = []
    const head = this.replayNext < this.replayEnd ? this.head() : undefined
    if (head === undefined) return records
    while (this.replayNext < this.replayEnd && records.length < count) {
      records.push(this.node.log.recordOf(head, this.replayNext++))
    }
    this.unsettled += records.length
    return records
  }

  /** One replayed message is acknowledged, skipped or parked again. */
  replayed(): void {
    this.unsettled--
    if (this.unsettled > 0 || this.replayNext < this.replayEnd) return
    describeOwn(this.node, this.stream, { $tb: this.replayEnd }).catch(() => {
      // The writer has failed: after a restart the messages are parked as before.
    })
  }

  private head(): StreamHead | undefined {
    const head = this.node.log.head(this.stream)
    return head === undefined || isNotFound(head) ? undefined : head
  }
}

const firstParked = (head: StreamHead): number => head.metadata.truncateBefore ?? 0
