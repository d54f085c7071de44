/** A value that groups are told apart by. Never null: a row that has no value names its own word for it. */
type DimensionType = 'uuid' | 'text' | 'date' | 'integer'

/** One row's part in one group: it counts once there, and adds its amounts (whole numbers) to the group's sums. */
export type Contribution = {
  readonly group: Readonly<Record<string, string | number>>
  readonly amounts?: Readonly<Record<string, number>>
}

/**
 * Counts and sums over the rows of a projection, by group, kept in a table of their own and in the same transaction as
 * the rows: what a row contributes is a pure function of it, and the engine adds the difference between what it
 * contributes now and what it did before. A group nobody contributes to has no row. Names from other aggregates are no
 * dimensions; they are joined when the tally is read.
 */
export type Tally<Row = unknown> = {
  readonly table: string
  /** Raised when `contributions` changes its meaning, so that a rebuild is known to be due. */
  readonly version: number
  /** The primary key, in this order. */
  readonly dimensions: Readonly<Record<string, DimensionType>>
  /** Sums beside the count `n`, as columns of the same names. */
  readonly amounts?: readonly string[]
  contributions(row: Row): readonly Contribution[]
}

/** What is to be added to one group. */
export type Change = { readonly group: Contribution['group']; n: number; readonly amounts: number[] }

/** The contributions of a row before and after a batch, `undefined` where there was or is none. */
export type RowChange = { readonly before: unknown; readonly after: unknown }

/** What one row's change adds to a tally's groups. Throws what `contributions` throws. */
export function changesOf(tally: Tally, { before, after }: RowChange): Change[] {
  const part = (row: unknown, sign: 1 | -1): Change[] =>
    row === undefined
      ? []
      : tally.contributions(row).map(({ group, amounts = {} }) => ({
          group,
          n: sign,
          amounts: (tally.amounts ?? []).map((name) => sign * (amounts[name] ?? 0)),
        }))
  return [...part(before, -1), ...part(after, 1)]
}

/** The same by group, without those that change nothing. */
export function sumOf(tally: Tally, changes: Iterable<Change>): Change[] {
  const names = Object.keys(tally.dimensions)
  const groups = new Map<string, Change>()
  for (const change of changes) {
    const key = JSON.stringify(names.map((name) => change.group[name]))
    const known = groups.get(key)
    if (!known) groups.set(key, { ...change, amounts: [...change.amounts] })
    else {
      known.n += change.n
      change.amounts.forEach((amount, index) => {
        known.amounts[index]! += amount
      })
    }
  }
  return [...groups.values()].filter(({ n, amounts }) => n !== 0 || amounts.some((amount) => amount !== 0))
}
