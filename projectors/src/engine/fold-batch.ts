import type { Recorded } from '@one-hcm/contracts/kernel/event'
import type { Decoded } from '@one-hcm/platform/event-store/codec'
import { keysOf, type Projection } from './projection.ts'
import { type Change, changesOf, sumOf, type Tally } from './tally.ts'

/** A row as the database has it. */
export type StoredRow = { row: unknown; revision: number }
/** A row to be written, or to be deleted when it folded to nothing. */
export type ChangedRow = { row: unknown; revision: number; position: bigint }

/** What could not be applied, by stream: the first event that failed and why. */
export type Failures = Map<string, { revision: number; reason: string }>

/** The part of a batch that concerns one table. */
export type TablePlan = {
  projection: Projection
  events: readonly Recorded[]
  /** Rows whose former state the folds need: those that were there before the batch. */
  keysToLoad: readonly string[]
}

/** Which events of a batch concern which table, and which rows have to be loaded for them. */
export function planBatch(projections: readonly Projection[], batch: readonly Decoded[]): TablePlan[] {
  const events = batch.flatMap((decoded) => (decoded.kind === 'event' ? [decoded.event] : []))
  return projections.flatMap((projection) => {
    const own = events.filter((event) => projection.events.includes(event.type))
    if (own.length === 0) return []
    const born = new Set<string>()
    const keysToLoad = new Set<string>()
    for (const event of own) {
      // The first event of a stream finds no row: writing it is guarded by the revision instead. A count is not: it has
      // to know what the row counted for before.
      const isBorn = !isTallied(projection) && (event.revision === 0 || projection.rowPerEvent)
      for (const key of keysOf(projection, event)) {
        if (isBorn) born.add(key)
        if (!born.has(key)) keysToLoad.add(key)
      }
    }
    return [{ projection, events: own, keysToLoad: [...keysToLoad] }]
  })
}

const isTallied = ({ tallies = [] }: Projection): boolean => tallies.length > 0

export type FoldedTable = { projection: Projection; changed: ReadonlyMap<string, ChangedRow> }
/** What a batch adds to the groups of a tally. */
export type CountedTally = { tally: Tally; changes: readonly Change[] }

/**
 * Folds a planned batch in memory, without a clock and without a database. Events that a row already contains change
 * nothing. Streams in `parked` are passed over; streams that fail are named, and nothing of theirs is changed in any
 * table.
 */
export function foldBatch(
  plans: readonly TablePlan[],
  batch: readonly Decoded[],
  parked: ReadonlySet<string>,
  loaded: (projection: Projection, key: string) => StoredRow | undefined,
): { tables: FoldedTable[]; counted: CountedTally[]; failures: Failures } {
  const failures: Failures = new Map()
  for (const decoded of batch)
    if (decoded.kind === 'unreadable' && !parked.has(decoded.stored.stream))
      fail(failures, decoded.stored.stream, decoded.stored.revision, decoded.reason)

  const folded = plans.map(({ projection, events }) => {
    const changed = new Map<string, Folded>()
    for (const event of events) {
      const { stream, revision, position } = event
      if (parked.has(stream) || failures.has(stream)) continue
      try {
        for (const key of keysOf(projection, event)) {
          const former = changed.get(key) ?? loaded(projection, key) ?? { row: undefined, revision: -1 }
          if (revision <= former.revision) continue
          changed.set(key, { row: projection.fold(former.row, event, key), revision, position, stream })
        }
      } catch (error) {
        fail(failures, stream, revision, `${projection.table}: ${(error as Error).name}`)
      }
    }
    return { projection, changed }
  })
  const counts = folded.map(({ projection, changed }) => countChanges(projection, changed, loaded, failures))
  const tables = folded.map(({ projection, changed }) => ({
    projection,
    changed: new Map([...changed].filter(([, { stream }]) => !failures.has(stream))),
  }))
  const counted = counts.flat().map(({ tally, parts }) => ({
    tally,
    changes: sumOf(
      tally,
      parts.flatMap(({ stream, changes }) => (failures.has(stream) ? [] : changes)),
    ),
  }))
  return { tables, counted, failures }
}

type Folded = ChangedRow & { stream: string }

/** What the changed rows of a table add to its tallies, by stream; a row that cannot be counted fails its stream. */
function countChanges(
  projection: Projection,
  changed: ReadonlyMap<string, Folded>,
  loaded: (projection: Projection, key: string) => StoredRow | undefined,
  failures: Failures,
): { tally: Tally; parts: { stream: string; changes: Change[] }[] }[] {
  return (projection.tallies ?? []).map((tally) => ({
    tally,
    parts: [...changed].flatMap(([key, { row, revision, stream }]) => {
      try {
        return [{ stream, changes: changesOf(tally, { before: loaded(projection, key)?.row, after: row }) }]
      } catch (error) {
        fail(failures, stream, revision, `${tally.table}: ${(error as Error).name}`)
        return []
      }
    }),
  }))
}

function fail(failures: Failures, stream: string, revision: number, reason: string): void {
  if (!failures.has(stream)) failures.set(stream, { revision, reason })
}
