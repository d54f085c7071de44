import type { AppendResult, JSONEventData, ResolvedEvent } from '@eventstore/db-client'

/** An append as the load has asked for it, possibly several times with the same ids. */
export interface Attempt {
  stream: string
  ids: string[]
  /** Revision of the last event and its position, once acknowledged. */
  acknowledged: { revision: bigint; position: bigint } | undefined
}

/** What a node has promised so far, and the comparison of a log with it. */
export class Ledger {
  readonly problems: string[] = []
  acknowledged = 0
  lost = 0
  gaps = 0
  repeats = 0
  private readonly attempts: Attempt[] = []
  /** What live subscribers were shown: ids by position. */
  private readonly delivered = new Map<bigint, string>()

  attempt(stream: string, events: JSONEventData[]): Attempt {
    const attempt: Attempt = { stream, ids: events.map(({ id }) => id), acknowledged: undefined }
    this.attempts.push(attempt)
    return attempt
  }

  /** Notes an acknowledgement; a second one for the same append must say the same. */
  acknowledge(attempt: Attempt, { nextExpectedRevision, position }: AppendResult): void {
    const acknowledged = { revision: nextExpectedRevision, position: position?.commit ?? 0n }
    const before = attempt.acknowledged
    if (
      before !== undefined &&
      (before.revision !== acknowledged.revision || before.position !== acknowledged.position)
    ) {
      this.problem(
        `A retry of ${attempt.ids[0]} was answered differently: ${text(before)}, then ${text(acknowledged)}.`,
      )
    }
    if (before === undefined) this.acknowledged += attempt.ids.length
    attempt.acknowledged = acknowledged
  }

  deliver({ event }: ResolvedEvent): void {
    if (event?.position !== undefined) this.delivered.set(event.position.commit, event.id)
  }

  /** Compares the whole log, from its first event on, with every promise. */
  check(log: Iterable<{ id: string; stream: string; revision: bigint; position: bigint }>): void {
    this.lost = 0
    this.gaps = 0
    this.repeats = 0
    const byId = new Map<string, { stream: string; revision: bigint; position: bigint }>()
    const lastRevisions = new Map<string, bigint>()
    let lastPosition = 0n
    for (const { id, stream, revision, position } of log) {
      if (position !== lastPosition + 1n) this.gap(`Position ${position} follows ${lastPosition}.`)
      lastPosition = position
      const before = lastRevisions.get(stream) ?? -1n
      if (revision !== before + 1n) this.gap(`In ${stream} revision ${revision} follows ${before}.`)
      lastRevisions.set(stream, revision)
      if (byId.has(id)) {
        this.repeats++
        this.problem(`Event ${id} is stored twice.`)
      }
      byId.set(id, { stream, revision, position })
      const shown = this.delivered.get(position)
      if (shown !== undefined && shown !== id) this.problem(`Position ${position} was shown as ${shown} and is ${id}.`)
    }
    for (const position of this.delivered.keys()) {
      if (position > lastPosition) this.problem(`Position ${position} was shown to a subscriber and is gone.`)
    }
    for (const attempt of this.attempts) this.checkAttempt(attempt, byId)
  }

  private checkAttempt(
    { ids, stream, acknowledged }: Attempt,
    byId: Map<string, { stream: string; revision: bigint; position: bigint }>,
  ): void {
    const stored = ids.map((id) => byId.get(id))
    const found = stored.filter((event) => event !== undefined)
    if (acknowledged !== undefined && found.length < ids.length) {
      this.lost += ids.length - found.length
      this.problem(`${ids.length - found.length} acknowledged events of ${stream} are lost, the first id is ${ids[0]}.`)
      return
    }
    // All or nothing, adjacent in the log (§4.2).
    if (found.length > 0 && found.length < ids.length)
      this.problem(`Half of an append to ${stream} is stored: ${ids[0]}.`)
    const [first] = found
    for (const [index, event] of found.entries()) {
      if (event.stream !== stream || event.position !== first!.position + BigInt(index)) {
        this.problem(`The events of an append to ${stream} are not adjacent: ${ids[0]}.`)
      }
    }
    const last = found.at(-1)
    if (acknowledged !== undefined && last !== undefined) {
      if (last.revision !== acknowledged.revision || last.position !== acknowledged.position) {
        this.problem(
          `The end of an append to ${stream} was acknowledged as ${text(acknowledged)} and is ${text(last)}.`,
        )
      }
    }
  }

  private gap(problem: string): void {
    this.gaps++
    this.problem(problem)
  }

  private problem(problem: string): void {
    if (this.problems.length < 50) this.problems.push(problem)
  }
}

const text = ({ revision, position }: { revision: bigint; position: bigint }): string => `${revision} at ${position}`
