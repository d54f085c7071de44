import {
  type AllStreamResolvedEvent,
  BACKWARDS,
  END,
  ErrorType,
  EventStoreDBClient,
  FORWARDS,
  jsonEvent,
  NO_STREAM,
  type RecordedEvent,
  START,
} from '@eventstore/db-client'
import type { DomainEvent, EventMetadata, Recorded } from '@one-hcm/contracts/kernel/event'
import type { Codec, Decoded, StoredEvent } from './codec.ts'

/** A place in the log. Both parts are kept: the commit position alone has skipped events elsewhere (reliability §6). */
export type LogPosition = { commit: bigint; prepare: bigint }

export type Appended = { revision: number; position: bigint; events: Recorded[] }
/** `any` is for independent facts only (access records): decisions always name the revision they were made on. */
export type ExpectedRevision = number | 'no-stream' | 'any'

export class UnreadableEvent extends Error {
  override name = 'UnreadableEvent'
  constructor(stored: StoredEvent, reason: string) {
    super(`Event ${stored.id} (${stored.type}) of ${stored.stream} cannot be read: ${reason}`)
  }
}

/**
 * The log of everything that happened, through the official client. One instance per process: it shares one append
 * stream, which is several times faster than a call each.
 */
export type EventLog = {
  readonly client: EventStoreDBClient
  readonly codec: Codec
  /**
   * Appends atomically after the expected revision and resolves once the events are durable; `conflict` when another
   * append came first. Repeating it with the same ids changes nothing and gives the same answer.
   */
  append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly { id: string; event: DomainEvent }[],
    metadata: EventMetadata,
  ): Promise<Appended | 'conflict'>
  /** A stream's events from a revision on, up to and including `to`; empty when there is no such stream. */
  readStream(stream: string, range?: { from?: number; to?: number }): Promise<Recorded[]>
  /** The same as stored, for readers that must not stop at an event they cannot read. */
  readStoredStream(stream: string, range?: { from?: number; to?: number }): Promise<StoredEvent[]>
  /** A page of the whole log, oldest first from a position (exclusive), system events left out. */
  readAll(range: { after?: LogPosition; limit: number }): Promise<{ decoded: Decoded[]; last: LogPosition | undefined }>
  /** The event that lies exactly at a commit position; undefined when there is none, or none that can be read. */
  readAt(position: bigint): Promise<Recorded | undefined>
  /** Position of the newest event, undefined in an empty log. */
  head(): Promise<LogPosition | undefined>
  dispose(): Promise<void>
}

/** Milliseconds after which a call without answer counts as failed. */
const DEADLINE_MS = 5_000

export function createEventLog(connectionString: string, codec: Codec): EventLog {
  const client = EventStoreDBClient.connectionString(connectionString)

  return {
    client,
    codec,

    append: async (stream, expected, events, metadata) => {
      const encoded = await Promise.all(events.map(({ id, event }) => codec.encode(stream, id, event, metadata)))
      try {
        const result = await withDeadline(
          client.appendToStream(
            stream,
            encoded.map((event) =>
              jsonEvent({ id: event.id, type: event.type, data: event.data, metadata: event.metadata as never }),
            ),
            { expectedRevision: revisionOption(expected), deadline: DEADLINE_MS },
          ),
        )
        const revision = Number(result.nextExpectedRevision)
        const position = result.position
        if (!position) throw new Error('The event store did not name the position of an append')
        const first = revision - events.length + 1
        return {
          revision,
          position: position.commit,
          events: events.map(({ id, event }, index) => ({
            ...event,
            id,
            stream,
            revision: first + index,
            position: position.commit,
            prepare: position.prepare,
            metadata: encoded[index]!.metadata,
          })),
        }
      } catch (error) {
        if ((error as { type?: string }).type === ErrorType.WRONG_EXPECTED_VERSION) return 'conflict'
        throw typed(error)
      }
    },

    readStoredStream: (stream, range) => readStored(client, stream, range),

    readStream: async (stream, range) => {
      const stored = await readStored(client, stream, range)
      return (await codec.decode(stored)).flatMap((decoded) => {
        if (decoded.kind === 'unreadable') throw new UnreadableEvent(decoded.stored, decoded.reason)
        return decoded.kind === 'event' ? [decoded.event] : []
      })
    },

    readAll: async ({ after, limit }) => {
      const stored: StoredEvent[] = []
      // Reading is inclusive, so one event more is asked for and the known one dropped.
      const events = client.readAll({
        direction: FORWARDS,
        fromPosition: after ?? START,
        maxCount: limit + (after ? 1 : 0),
      })
      for await (const { event } of events)
        if (event && (!after || event.position.commit > after.commit)) stored.push(toStored(event))
      const last = stored.at(-1)
      return {
        decoded: await codec.decode(stored),
        last: last ? { commit: last.position, prepare: last.prepare } : undefined,
      }
    },

    readAt: async (position) => {
      const stored: StoredEvent[] = []
      try {
        const from = { commit: position, prepare: position }
        for await (const { event } of client.readAll({ direction: FORWARDS, fromPosition: from, maxCount: 1 }))
          if (event?.position.commit === position) stored.push(toStored(event))
      } catch (error) {
        if ((error as { code?: number }).code !== INVALID_ARGUMENT) throw error
      }
      const [decoded] = await codec.decode(stored)
      return decoded?.kind === 'event' ? decoded.event : undefined
    },

    head: async () => {
      let last: LogPosition | undefined
      // Read to its end: a reading that is left early keeps the client from being disposed of.
      for await (const { event } of client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 }))
        if (event) last = { commit: event.position.commit, prepare: event.position.prepare }
      return last
    },

    dispose: () => client.dispose(),
  }
}

async function readStored(
  client: EventStoreDBClient,
  stream: string,
  { from = 0, to = Number.MAX_SAFE_INTEGER }: { from?: number; to?: number } = {},
): Promise<StoredEvent[]> {
  const stored: StoredEvent[] = []
  try {
    const events = client.readStream(stream, {
      direction: FORWARDS,
      fromRevision: from === 0 ? START : BigInt(from),
      maxCount: to === Number.MAX_SAFE_INTEGER ? to : to - from + 1,
    })
    for await (const { event } of events) if (event) stored.push(toStored(event))
  } catch (error) {
    if ((error as { type?: string }).type !== ErrorType.STREAM_NOT_FOUND) throw error
  }
  return stored
}

const revisionOption = (expected: ExpectedRevision) =>
  expected === 'no-stream' ? NO_STREAM : expected === 'any' ? ('any' as const) : BigInt(expected)

/** The client never settles an append that the server never answers, so the wait is bounded here too. */
async function withDeadline<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppendTimedOut()), DEADLINE_MS + 1_000)
  })
  try {
    return await Promise.race([work, timeout])
  } finally {
    clearTimeout(timer)
  }
}

/** gRPC's codes for a server that is away or went away: cancelled, unknown, deadline exceeded, internal, unavailable. */
const AWAY = new Set([1, 2, 4, 13, 14])

/** The client hands on gRPC's own errors when its append stream breaks: they get the type its other calls give them. */
function typed(error: unknown): unknown {
  const { type, code } = error as { type?: string; code?: number }
  return type === undefined && AWAY.has(code ?? -1)
    ? Object.assign(error as object, { type: ErrorType.UNAVAILABLE })
    : error
}

/** The append may or may not have happened: repeat it with the same ids. */
export class AppendTimedOut extends Error {
  override name = 'AppendTimedOut'
  readonly type = 'append-timed-out'
}

/** How gRPC says that a position is none: some servers take only those at which an event begins. */
const INVALID_ARGUMENT = 3

/** The client's event in our own words. */
export function toStored(event: RecordedEvent | NonNullable<AllStreamResolvedEvent['event']>): StoredEvent {
  return {
    id: event.id,
    stream: event.streamId,
    type: event.type,
    revision: Number(event.revision),
    position: event.position?.commit ?? 0n,
    prepare: event.position?.prepare ?? 0n,
    createdAt: event.created.getTime(),
    data: (event.isJson ? event.data : {}) as Record<string, unknown>,
    metadata: event.metadata,
  }
}
