import type { DomainEvent, Recorded } from '@one-hcm/contracts/kernel/event'

/**
 * An aggregate as the command side sees it: a decider's state and the row that people see, both folded from one stream.
 * The state keeps only what decisions read; the row is the same fold that projectors use, so that answers of writes and
 * read models cannot disagree.
 */
export type Aggregate<State, E extends DomainEvent, Row> = {
  /** Unique among all that one process folds. */
  readonly name: string
  /** Streams are named `<category>-<id>`. */
  readonly category: string
  readonly initialState: State
  evolve(state: State, event: E): State
  foldRow(row: Row | undefined, event: Recorded<E>): Row | undefined
}

/** One aggregate at a revision; -1 before its first event. */
export type Loaded<State, Row> = {
  state: State
  row: Row | undefined
  revision: number
  /** Position in the log of the last event, 0 before the first. */
  position: bigint
  /** Commands with an idempotency key that left events here: a repeat finds its answer by them (design §4). */
  commands: ReadonlyMap<string, { revision: number; position: bigint; fingerprint: string }>
}

export const unborn = <State, Row>(initialState: State): Loaded<State, Row> => ({
  state: initialState,
  row: undefined,
  revision: -1,
  position: 0n,
  commands: new Map(),
})

/** The aggregate after more events of its stream, in order. */
export function advance<State, E extends DomainEvent, Row>(
  aggregate: Aggregate<State, E, Row>,
  loaded: Loaded<State, Row>,
  events: readonly Recorded<E>[],
): Loaded<State, Row> {
  if (events.length === 0) return loaded
  let { state, row } = loaded
  const commands = new Map(loaded.commands)
  for (const event of events) {
    state = aggregate.evolve(state, event)
    row = aggregate.foldRow(row, event)
    const { command_id, command_fingerprint: fingerprint } = event.metadata
    if (fingerprint !== undefined)
      commands.set(command_id, { revision: event.revision, position: event.position, fingerprint })
  }
  const last = events.at(-1)!
  return { state, row, revision: last.revision, position: last.position, commands }
}
