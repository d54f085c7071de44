import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { DomainEvent, EventMetadata, Recorded } from '@one-hcm/contracts/kernel/event'
import { eventId } from '@one-hcm/contracts/kernel/event-id'
import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import { LRUCache } from 'lru-cache'
import type { EventLog } from '../event-store/event-log.ts'
import { PersonErased } from '../privacy/key-ring.ts'
import { type Aggregate, advance, type Loaded, unborn } from './aggregate.ts'
import type { CommandContext } from './command-context.ts'

/** An accepted command: the aggregate's row after it, and where in stream and log it ended. */
export type Accepted<Row> = {
  row: Row
  revision: number
  position: bigint
  /** The new events; none when it was so already or when this is the answer to a repeat. */
  events: readonly Recorded[]
}

export type CommandExecutor = {
  /**
   * Loads the aggregate, lets the pure decision judge it and appends what it returns at the revision it was judged on.
   * A concurrent append is decided again on fresh state, three times, then refused with `concurrent-change`. A command
   * id that already left events here gets its first answer again. Commands on one aggregate queue. What would seal
   * something for an erased person is refused with `person-erased`: nobody gets a key again, however often it is tried.
   */
  execute<State, E extends DomainEvent, Row>(
    context: CommandContext,
    command: {
      aggregate: Aggregate<State, E, Row>
      id: string
      /** Set for an id that only this command can have made: saves reading a stream that cannot exist. */
      isNew?: boolean
      decide(state: State): Decision<E>
      /** Effects that must be durable before the events are, once the decision is positive: files in blob storage. */
      beforeAppend?(): Promise<void>
    },
  ): Promise<Accepted<Row> | Refusal<RefusalCode>>
  /** An aggregate as facts for another's decision: read up to the stream's end, never from the cache alone. */
  facts<State, E extends DomainEvent, Row>(aggregate: Aggregate<State, E, Row>, id: string): Promise<Loaded<State, Row>>
}

const CACHED_AGGREGATES_MAX = 5_000
const CONFLICTS_MAX = 3

export function createCommandExecutor(log: EventLog): CommandExecutor {
  // Several aggregates may fold the same stream (facts of another context), so the aggregate's name is in the key.
  const cache = new LRUCache<string, Loaded<unknown, unknown>>({ max: CACHED_AGGREGATES_MAX })
  const queues = new Map<string, Promise<unknown>>()
  /** Looks at facts that have not begun: whoever asks meanwhile shares one, since it begins after they asked. */
  const looks = new Map<string, Promise<unknown>>()

  /** One at a time per aggregate: in-process rivals wait instead of conflicting in the store. */
  const inTurn = async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const turn = (queues.get(key) ?? Promise.resolve()).then(work, work)
    queues.set(key, turn)
    try {
      return await turn
    } finally {
      if (queues.get(key) === turn) queues.delete(key)
    }
  }

  const catchUp = async <State, E extends DomainEvent, Row>(
    aggregate: Aggregate<State, E, Row>,
    stream: string,
  ): Promise<Loaded<State, Row>> => {
    const key = keyOf(aggregate, stream)
    const known = (cache.get(key) as Loaded<State, Row> | undefined) ?? unborn<State, Row>(aggregate.initialState)
    const news = (await log.readStream(stream, { from: known.revision + 1 })) as Recorded<E>[]
    const loaded = advance(aggregate, known, news)
    if (loaded.revision >= 0) cache.set(key, loaded as Loaded<unknown, unknown>)
    return loaded
  }

  return {
    facts: <State, E extends DomainEvent, Row>(aggregate: Aggregate<State, E, Row>, id: string) => {
      const stream = `${aggregate.category}-${id}`
      const key = keyOf(aggregate, stream)
      const awaited = looks.get(key) as Promise<Loaded<State, Row>> | undefined
      if (awaited) return awaited
      const look = inTurn(key, () => {
        looks.delete(key)
        return catchUp(aggregate, stream)
      })
      looks.set(key, look)
      return look
    },

    execute: <State, E extends DomainEvent, Row>(
      context: CommandContext,
      command: {
        aggregate: Aggregate<State, E, Row>
        id: string
        isNew?: boolean
        decide(state: State): Decision<E>
        beforeAppend?(): Promise<void>
      },
    ) => {
      const { aggregate, id, decide } = command
      const stream = `${aggregate.category}-${id}`
      const key = keyOf(aggregate, stream)
      return inTurn(key, async (): Promise<Accepted<Row> | Refusal<RefusalCode>> => {
        // A repeat under an idempotency key may have made the stream before, so only random ids count as new.
        const assumed = command.isNew && context.fingerprint === undefined
        const known = assumed
          ? unborn<State, Row>(aggregate.initialState)
          : (cache.get(key) as Loaded<State, Row> | undefined)
        let loaded = known ?? (await catchUp(aggregate, stream))
        let fresh = known === undefined
        let prepared = false
        for (let conflicts = 0; conflicts <= CONFLICTS_MAX; ) {
          const repeat = context.fingerprint === undefined ? undefined : loaded.commands.get(context.commandId)
          if (repeat) {
            if (repeat.fingerprint !== context.fingerprint) return refuse('idempotency-key-reused')
            const row =
              repeat.revision === loaded.revision ? loaded.row : await rowAt(aggregate, stream, repeat.revision)
            return { row: row as Row, revision: repeat.revision, position: repeat.position, events: [] }
          }
          const verdict = judge(context, loaded, decide)
          const settled = isRefusal(verdict) || verdict.length === 0
          // Cached state may lead to an append, which the store checks, but never to a refusal or an "already so".
          if (settled && !fresh) {
            const { revision } = loaded
            loaded = await catchUp(aggregate, stream)
            fresh = true
            if (loaded.revision !== revision) continue
          }
          if (isRefusal(verdict)) return verdict
          if (verdict.length === 0)
            return { row: loaded.row as Row, revision: loaded.revision, position: loaded.position, events: [] }

          if (!prepared) await command.beforeAppend?.()
          prepared = true
          const appended = await log
            .append(
              stream,
              loaded.revision < 0 ? 'no-stream' : loaded.revision,
              verdict.map((event, index) => ({
                id: eventId(context.commandId, stream, index),
                event,
              })),
              metadataOf(context),
            )
            .catch((error: unknown) => {
              // The append may have happened: what is cached no longer counts.
              cache.delete(key)
              throw error
            })
          if (appended !== 'conflict') {
            loaded = advance(aggregate, loaded, appended.events as never)
            cache.set(key, loaded as Loaded<unknown, unknown>)
            return {
              row: loaded.row as Row,
              revision: appended.revision,
              position: appended.position,
              events: appended.events,
            }
          }
          conflicts += 1
          loaded = await catchUp(aggregate, stream)
          fresh = true
        }
        return refuse('concurrent-change')
      }).catch((error: unknown) => {
        if (error instanceof PersonErased) return refuse('person-erased')
        throw error
      })
    },
  }

  async function rowAt<State, E extends DomainEvent, Row>(
    aggregate: Aggregate<State, E, Row>,
    stream: string,
    revision: number,
  ): Promise<Row | undefined> {
    const events = (await log.readStream(stream, { to: revision })) as Recorded<E>[]
    return advance(aggregate, unborn<State, Row>(aggregate.initialState), events).row
  }
}

const keyOf = (aggregate: { name: string }, stream: string): string => `${aggregate.name}|${stream}`

function judge<State, E extends DomainEvent>(
  context: CommandContext,
  loaded: Loaded<State, unknown>,
  decide: (state: State) => Decision<E>,
): Decision<E> {
  if (context.ifMatch !== undefined && context.ifMatch !== loaded.revision) return refuse('precondition-failed')
  return decide(loaded.state)
}

const metadataOf = (context: CommandContext): EventMetadata => ({
  actor: context.actor,
  correlation_id: context.correlationId,
  causation_id: context.causationId,
  request_id: context.requestId,
  occurred_at: context.now,
  // The codec writes the version of each event's own definition.
  schema_version: 1,
  command_id: context.commandId,
  ...(context.fingerprint === undefined ? {} : { command_fingerprint: context.fingerprint }),
})
