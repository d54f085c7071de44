import type { EventLog } from './storage/event-log.ts'
import type { WriteCommand, WriteOutcome } from './write-command.ts'
import { WriteGroup } from './write-group.ts'

/** Receives the outcome of a command, or the error that kept it from one. Called exactly once. */
export type WriteDone = (error: unknown, outcome: WriteOutcome | undefined) => void

interface Queued {
  command: WriteCommand
  done: WriteDone
  /** Milliseconds since the epoch; a command that waits longer is answered with a timeout and not written. */
  deadlineMs: number
  submittedMs: number
}

/** Refusal of a writer that no longer writes. */
export class WriterStopped extends Error {
  override name = 'WriterStopped'
  readonly reason: 'shutdown' | 'failure'
  constructor(reason: 'shutdown' | 'failure', message: string) {
    super(message)
    this.reason = reason
  }
}

/** A group is cut here so that its replies and the event loop are not held up by one huge transaction (§1.5). */
const maxGroupBytes = 8 * 1024 * 1024
const maxGroupCommands = 2048

/**
 * The only writer of the log. It takes all commands that have arrived, decides them in order, commits them in one flushed
 * transaction and only then answers (§11.3, group commit); meanwhile the next group gathers.
 */
export class Writer {
  private readonly log: EventLog
  private readonly onCommit: (group: WriteGroup) => void
  private readonly now: () => number
  /** How long a write may take before it is answered with a timeout, although it may have been written (§4.6). */
  private readonly commitTimeoutMs: number
  private queue: Queued[] = []
  private running: Promise<void> | undefined
  private stopped: WriterStopped | undefined

  /** `onCommit` is called after each durable group, behind the answers of the group. */
  constructor(
    log: EventLog,
    onCommit: (group: WriteGroup) => void,
    {
      now = Date.now,
      commitTimeoutMs = Number.POSITIVE_INFINITY,
    }: { now?: () => number; commitTimeoutMs?: number } = {},
  ) {
    this.log = log
    this.onCommit = onCommit
    this.now = now
    this.commitTimeoutMs = commitTimeoutMs
  }

  /** Why nothing can be written any more, or undefined. */
  get failure(): WriterStopped | undefined {
    return this.stopped
  }

  /** Queues a command; commands are decided in the order of these calls (§4.6). */
  submit(command: WriteCommand, done: WriteDone, deadlineMs = Number.POSITIVE_INFINITY): void {
    if (this.stopped !== undefined) {
      done(this.stopped, undefined)
      return
    }
    this.queue.push({ command, done, deadlineMs, submittedMs: this.now() })
    this.running ??= this.run()
  }

  /** As `submit`, as a promise. Rejects with WriterStopped. */
  write(command: WriteCommand): Promise<WriteOutcome> {
    return new Promise((resolve, reject) =>
      this.submit(command, (error, outcome) => (outcome === undefined ? reject(error) : resolve(outcome))),
    )
  }

  /** Refuses new commands and waits for those already queued. */
  async stop(): Promise<void> {
    this.stopped ??= new WriterStopped('shutdown', 'The node is shutting down.')
    await this.running
  }

  private async run(): Promise<void> {
    // Everything that arrived in this turn of the event loop shares the first flush.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.queue.length > 0) await this.commitGroup()
    this.running = undefined
  }

  private async commitGroup(): Promise<void> {
    const group = new WriteGroup(this.log, this.now())
    const taken: { done: WriteDone; outcome: WriteOutcome | undefined; error: unknown; submittedMs: number }[] = []
    while (taken.length < this.queue.length && taken.length < maxGroupCommands && group.size < maxGroupBytes) {
      const { command, done, deadlineMs, submittedMs } = this.queue[taken.length]!
      const recordsBefore = group.records.length
      try {
        const outcome: WriteOutcome = deadlineMs < this.now() ? { kind: 'timeout' } : group.apply(command)
        taken.push({ done, outcome, error: undefined, submittedMs })
      } catch (error) {
        // A damaged record met while deciding fails its command alone. A command half done must not reach the disk.
        taken.push({ done, outcome: undefined, error, submittedMs })
        if (group.records.length === recordsBefore) continue
        this.queue = this.queue.slice(taken.length)
        this.fail(error, taken)
        return
      }
    }
    this.queue = this.queue.slice(taken.length)
    try {
      if (group.records.length > 0) await this.log.commit(group)
    } catch (error) {
      this.fail(error, taken)
      return
    }
    const latestMs = this.now() - this.commitTimeoutMs
    for (const { done, outcome, error, submittedMs } of taken) {
      answer(done, error, outcome !== undefined && submittedMs < latestMs ? { kind: 'timeout' } : outcome)
    }
    if (group.records.length > 0) this.onCommit(group)
  }

  /** After a failed commit the disk's content is unknown: refuse all writing until a restart has read it again. */
  private fail(error: unknown, taken: { done: WriteDone }[]): void {
    const reason = error instanceof Error ? error.message : String(error)
    this.stopped = new WriterStopped('failure', `Writing the log failed, restart the node: ${reason}`)
    for (const { done } of taken) answer(done, this.stopped, undefined)
    for (const { done } of this.queue.splice(0)) answer(done, this.stopped, undefined)
  }
}

/** Whatever one caller makes of its answer, the others get theirs. */
function answer(done: WriteDone, error: unknown, outcome: WriteOutcome | undefined): void {
  try {
    done(error, outcome)
  } catch (problem) {
    console.error(problem)
  }
}
