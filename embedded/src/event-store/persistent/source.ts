import type { NodeContext } from '../node-context.ts'
import { type EventFilter, eventFilter } from '../reading/filters.ts'
import { visibleRange } from '../reading/visibility.ts'
import { type Message, newMessage } from './message.ts'
import type { GroupConfig } from './settings.ts'

/** Where a group reads: a stream by revision or `$all` by position, both called sequence. */
export interface Source {
  /** Sequence of the last event there is, -1 (stream) or 0 (`$all`) when there is none. */
  lastSequence(): number
  /** Messages from `sequence` on, at most `count`, and the sequence to go on from. Looks at a bounded stretch of the log. */
  read(sequence: number, count: number): { messages: Message[]; next: number }
  /** Calls `listener` when there may be more. Returns the way to stop. */
  onChange(listener: () => void): () => void
  /** Text of a sequence in checkpoints and reports (§7.3, §7.4). */
  format(sequence: number): string
  parse(text: string): number | undefined
}

export function sourceOf(node: NodeContext, config: GroupConfig): Source {
  return config.stream === undefined
    ? allSource(node, config.filter === undefined ? undefined : eventFilter(config.filter))
    : streamSource(node, config.stream)
}

function streamSource(node: NodeContext, stream: string): Source {
  return {
    lastSequence: () => node.log.head(stream)?.last ?? -1,
    read: (sequence, count) => {
      const head = node.log.head(stream)
      if (head === undefined || head.tombstonePosition > 0) return { messages: [], next: sequence }
      const { first, last } = visibleRange(node.log, head, node.now())
      const messages: Message[] = []
      let next = Math.max(sequence, Math.min(first, last + 1))
      for (; next <= last && messages.length < count; next++) {
        messages.push(newMessage(node.log.recordOf(head, next), next))
      }
      return { messages, next: head.metadata.softDeleted ? sequence : next }
    },
    onChange: (listener) => node.commits.onStream(stream, listener),
    format: String,
    parse: (text) => (/^\d+$/.test(text) ? Number(text) : undefined),
  }
}

/** Events of `$all` that one read looks at, however few of them match. */
const stretch = 1024

function allSource(node: NodeContext, matches: EventFilter | undefined): Source {
  return {
    lastSequence: () => node.log.lastPosition,
    read: (sequence, count) => {
      const messages: Message[] = []
      const end = Math.min(node.log.lastPosition, sequence + stretch - 1)
      let next = sequence
      while (next <= end && messages.length < count) {
        const record = node.log.record(next)
        // §7.3: groups with a filter advance over what it leaves out.
        if (!record.isHidden && (matches === undefined || matches(record))) messages.push(newMessage(record, next))
        next++
      }
      return { messages, next }
    },
    onChange: (listener) => node.commits.onAny(listener),
    format: (sequence) => `C:${sequence}/P:${sequence}`,
    parse: (text) => {
      const match = /^C:(\d+)\/P:\d+$/.exec(text)
      return match === null ? undefined : Number(match[1])
    },
  }
}
