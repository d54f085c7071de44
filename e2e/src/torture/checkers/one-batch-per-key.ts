import { settledOf } from '../history.ts'
import { byCommand, type Checker } from './checker.ts'

/** A key stands for one effect: at most one contiguous batch of events, in one stream. */
export const oneBatchPerKey: Checker = {
  name: 'at most one batch of events per key',
  check: ({ log }) =>
    [...byCommand(log)].flatMap(([commandId, batch]) => {
      const first = batch[0]!
      const isContiguous = batch.every(
        ({ stream, revision }, index) => stream === first.stream && revision === first.revision + index,
      )
      return isContiguous ? [] : [`command ${commandId} left events apart: ${batch.map(placeOf).join(', ')}`]
    }),
}

/** A key stands for one answer: whoever repeats the call is told the same. */
export const equalAnswersOnRepeat: Checker = {
  name: 'a repeat gets the first answer',
  check: ({ entries }) =>
    entries.flatMap((entry) => {
      const first = settledOf(entry)
      const { repeat } = entry
      if (!first || !repeat || repeat.outcome === 'unknown') return []
      const same =
        first.outcome === 'ok'
          ? repeat.status === first.status && repeat.revision === first.revision && repeat.bodyHash === first.bodyHash
          : // A refusal leaves nothing to remember: it is judged anew.
            true
      return same ? [] : [`#${entry.n} ${entry.kind}: first ${brief(first)}, then ${brief(repeat)}`]
    }),
}

const placeOf = ({ stream, revision }: { stream: string; revision: number }) => `${stream}@${revision}`
const brief = ({ status, revision, bodyHash }: { status: number; revision: number | undefined; bodyHash: string }) =>
  `${status} revision ${revision} body ${bodyHash}`
