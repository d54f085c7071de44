import { settledOf } from '../history.ts'
import type { Checker } from './checker.ts'

/** Retried with its key, every write comes to an end. */
export const settled: Checker = {
  name: 'every write is settled',
  check: ({ entries }) =>
    entries
      .filter((entry) => settledOf(entry) === undefined)
      .map((entry) => `#${entry.n} ${entry.kind} had no answer in ${entry.tries.length} tries`),
}

/** Refusals are told as such: what is wrong with a request never ends as a server error, and never succeeds. */
export const malformedIsRefused: Checker = {
  name: 'malformed writes are refused',
  check: ({ entries }) =>
    entries
      .filter(({ intent }) => intent === 'malformed')
      .flatMap((entry) => {
        const answer = settledOf(entry)
        return answer === undefined || answer.outcome === 'fail'
          ? []
          : [`#${entry.n} ${entry.kind} was answered ${answer.status}`]
      }),
}

/** A defect of ours never shows as anything but what it is: 500 is never the answer to load or to a crash. */
export const noInternalErrors: Checker = {
  name: 'no internal error',
  check: ({ entries }) =>
    entries.flatMap((entry) =>
      entry.tries
        .filter(({ status }) => status === 500)
        .map(({ code }) => `#${entry.n} ${entry.kind} was answered 500 ${code ?? ''}`),
    ),
}
