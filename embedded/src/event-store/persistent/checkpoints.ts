import type { NodeContext } from '../node-context.ts'
import { isNotFound } from '../reading/visibility.ts'
import { appendOwn, keepTwo } from './internal-writes.ts'
import { checkpointStream, type GroupConfig, groupKey } from './settings.ts'
import type { Source } from './source.ts'

/** How far a group is done, as its checkpoint stream remembers it (§7.3). */
export class Checkpoints {
  private readonly node: NodeContext
  private readonly source: Source
  private readonly stream: string
  private readonly checkpointAfterMs: number
  private stored: number | undefined
  /** Sequence that progress is counted from. */
  private base: number
  private savedAtMs: number
  private isSaving = false
  private isStopped = false

  /** Reads the stored checkpoint. Throws DamagedRecord. */
  constructor(node: NodeContext, source: Source, config: GroupConfig) {
    this.node = node
    this.source = source
    this.stream = checkpointStream(groupKey(config))
    this.checkpointAfterMs = config.settings.checkpointAfterMs
    this.stored = this.read()
    this.base = this.stored ?? config.firstSequence - 1
    this.savedAtMs = node.now()
  }

  /** Last checkpoint, undefined before the first. */
  get last(): number | undefined {
    return this.stored
  }

  /** First sequence that is not known to be done. */
  get next(): number {
    return this.base + 1
  }

  /** Sequences between the last checkpoint and one that would say `lowestOpen - 1`. */
  progressTo(lowestOpen: number): number {
    return lowestOpen - 1 - this.base
  }

  /** Whether enough time has passed since the last checkpoint. */
  isDue(nowMs: number): boolean {
    return nowMs - this.savedAtMs >= this.checkpointAfterMs
  }

  /** Writes a checkpoint, one at a time; `saved` is called when there may be another one to write. */
  save(sequence: number, saved: () => void): void {
    if (this.isSaving) return
    this.isSaving = true
    this.savedAtMs = this.node.now()
    this.write(sequence)
      .then(() => {
        this.stored = sequence
        this.base = sequence
      })
      // Without a checkpoint more is delivered twice after a restart, nothing is lost.
      .catch(() => {})
      .finally(() => {
        this.isSaving = false
        if (this.stored === sequence && !this.isStopped) saved()
      })
  }

  /** Nothing is written any more: a late checkpoint must not outlive the deletion of its group. */
  stop(): void {
    this.isStopped = true
  }

  private async write(sequence: number): Promise<void> {
    await keepTwo(this.node, this.stream)
    if (this.isStopped) return
    const data = JSON.stringify(this.source.format(sequence))
    await appendOwn(this.node, this.stream, { type: '$SubscriptionCheckpoint', isJson: true, data })
  }

  private read(): number | undefined {
    const head = this.node.log.head(this.stream)
    if (head === undefined || isNotFound(head)) return undefined
    const text: unknown = JSON.parse(this.node.log.recordOf(head, head.last).data.toString('utf8'))
    return typeof text === 'string' ? this.source.parse(text) : undefined
  }
}
