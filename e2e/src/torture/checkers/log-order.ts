import type { Checker } from './checker.ts'

/** The log is a line: positions only rise, and every stream counts 0, 1, 2 … without a gap or a repeat. */
export const logOrder: Checker = {
  name: 'positions rise and revisions have no holes',
  check: ({ log }) => {
    const violations: string[] = []
    const next = new Map<string, number>()
    let last = -1n
    for (const { position, stream, revision } of log) {
      const here = BigInt(position)
      if (here <= last) violations.push(`position ${here} follows ${last}`)
      last = here
      const expected = next.get(stream) ?? 0
      if (revision !== expected) violations.push(`${stream} has revision ${revision} where ${expected} was due`)
      next.set(stream, revision + 1)
    }
    return violations
  },
}
