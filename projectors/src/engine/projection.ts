import type { Recorded } from '@one-hcm/contracts/kernel/event'
import type { Tally } from './tally.ts'

type ColumnType = 'uuid' | 'text' | 'timestamptz' | 'date' | 'integer' | 'bigint' | 'boolean' | 'numeric'

/** A value kept beside the document, for filters, sorting and joins. */
export type Column<Row> = { type: ColumnType; value(row: Row): string | number | boolean | null }

/**
 * One read model: a table whose rows each belong to one aggregate, and the pure fold that fills it. The row itself is
 * stored as a document; columns repeat what the database filters, sorts and joins by.
 */
export type Projection<Row = unknown> = {
  readonly table: string
  /** Raised when the fold changes its meaning, so that a rebuild is known to be due. */
  readonly version: number
  readonly events: readonly string[]
  /** Each event is a row of its own, so that none has to be loaded. */
  readonly rowPerEvent?: boolean
  /** The row an event concerns, or the rows of its own stream that it concerns at once. */
  key(event: Recorded): string | readonly string[]
  /** `key` tells which of the rows is folded. */
  fold(row: Row | undefined, event: Recorded, key: string): Row | undefined
  readonly columns: Readonly<Record<string, Column<Row>>>
  /** Column lists as SQL, `created_at desc, id`, or with a method, `using brin (occurred_at)`. */
  readonly indexes: readonly string[]
  /** Counts over the rows, kept with them. */
  readonly tallies?: readonly Tally<Row>[]
}

/** Keeps the row type inside the declaration and out of the engine. */
export const defineProjection = <Row, E extends Recorded>(
  projection: Omit<Projection<Row>, 'fold' | 'key'> & {
    key(event: E): string | readonly string[]
    fold(row: Row | undefined, event: E, key: string): Row | undefined
  },
): Projection => projection as unknown as Projection

/** The rows of a projection that an event concerns. */
export function keysOf(projection: Projection, event: Recorded): readonly string[] {
  const key = projection.key(event)
  return typeof key === 'string' ? [key] : key
}
