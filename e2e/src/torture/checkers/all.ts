import { answeredWrites } from './answered-writes.ts'
import type { Checker, Evidence } from './checker.ts'
import { domainRules } from './domain-rules.ts'
import { evaluationTotals } from './evaluation-totals.ts'
import { logOrder } from './log-order.ts'
import { nothingUnheardOf } from './nothing-unheard-of.ts'
import { equalAnswersOnRepeat, oneBatchPerKey } from './one-batch-per-key.ts'
import { malformedIsRefused, noInternalErrors, settled } from './settled.ts'

/** Every promise that history and log can show. `since` is where the run began in the log. */
export const checkers = (since: bigint): readonly Checker[] => [
  answeredWrites,
  oneBatchPerKey,
  equalAnswersOnRepeat,
  nothingUnheardOf(since),
  logOrder,
  domainRules,
  evaluationTotals,
  settled,
  malformedIsRefused,
  noInternalErrors,
]

/** What was broken, each with the promise's name; bounded, since one defect can break thousands of promises. */
export const checkAll = (evidence: Evidence, since: bigint): string[] =>
  checkers(since).flatMap(({ name, check }) =>
    check(evidence)
      .slice(0, 20)
      .map((violation) => `${name}: ${violation}`),
  )
