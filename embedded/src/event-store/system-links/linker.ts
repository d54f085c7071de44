import { createHash } from 'node:crypto'
import { linkType, type ProposedEvent } from '../event.ts'
import { any } from '../expected-revision.ts'
import type { NodeContext } from '../node-context.ts'
import { appendOwn, keepTwo } from '../persistent/internal-writes.ts'
import { isNotFound } from '../reading/visibility.ts'
import { Wakeup } from '../reading/wakeup.ts'
import type { StoredRecord } from '../storage/record.ts'
import { formatUuid } from '../wire/uuid.ts'
import { linkPayload, linkStream, type SystemLinks } from './targets.ts'

const pageEvents = 256
const checkpointEvery = 2000

/**
 * Writes the links of one system projection behind the events they point to (§9). The cursor is saved now and then; what is
 * linked again after a crash has the same id and is recognised as written (§4.3), so there are no gaps and no repeats.
 */
export class Linker {
  private readonly node: NodeContext
  private readonly kind: SystemLinks
  private readonly checkpointStream: string
  private readonly wakeup = new Wakeup()
  private readonly stopListening: () => void
  private readonly running: Promise<void>
  private isStopped = false

  constructor(node: NodeContext, kind: SystemLinks) {
    this.node = node
    this.kind = kind
    this.checkpointStream = `$projections-$${kind.replaceAll('-', '_')}-checkpoint`
    this.stopListening = node.commits.onAny(() => this.wakeup.wake())
    this.running = this.run().catch((error) => {
      if (!this.isStopped) console.error(`Writing the links ${kind} has stopped:`, error)
    })
  }

  async stop(): Promise<void> {
    this.isStopped = true
    this.stopListening()
    this.wakeup.wake()
    await this.running
  }

  private async run(): Promise<void> {
    let next = this.cursor() + 1
    let sinceCheckpoint = 0
    while (!this.isStopped) {
      const end = Math.min(this.node.log.lastPosition, next + pageEvents - 1)
      const links = new Map<string, ProposedEvent[]>()
      for (; next <= end; next++) {
        const record = this.node.log.record(next)
        const stream = linkStream(this.kind, record)
        if (stream !== undefined) links.set(stream, [...(links.get(stream) ?? []), this.link(record)])
      }
      await Promise.all([...links].map(([stream, events]) => this.append(stream, events)))
      sinceCheckpoint += [...links.values()].reduce((sum, events) => sum + events.length, 0)
      const isIdle = next > this.node.log.lastPosition
      if (sinceCheckpoint >= checkpointEvery || (isIdle && sinceCheckpoint > 0)) {
        await this.saveCursor(next - 1)
        sinceCheckpoint = 0
      }
      if (next > this.node.log.lastPosition) await this.wakeup.wait()
    }
  }

  private append(stream: string, events: ProposedEvent[]): Promise<unknown> {
    return this.node.writer.write({ kind: 'append', stream, expected: any, events })
  }

  private link(record: StoredRecord): ProposedEvent {
    const { position } = record
    return {
      id: createHash('sha256').update(`${this.kind} ${position}`).digest().subarray(0, 16),
      type: linkType,
      isJson: false,
      data: linkPayload(record),
      metadata: Buffer.from(
        JSON.stringify({
          $v: '1:-1:1:4',
          $c: position,
          $p: position,
          $o: record.stream,
          $causedBy: formatUuid(record.id),
        }),
      ),
    }
  }

  private cursor(): number {
    const head = this.node.log.head(this.checkpointStream)
    if (head === undefined || isNotFound(head)) return 0
    const saved = JSON.parse(this.node.log.recordOf(head, head.last).data.toString('utf8')) as { position: number }
    return saved.position
  }

  private async saveCursor(position: number): Promise<void> {
    await keepTwo(this.node, this.checkpointStream)
    const data = JSON.stringify({ position })
    await appendOwn(this.node, this.checkpointStream, { type: '$ProjectionCheckpoint', isJson: true, data })
  }
}
