import type { StoredEvent } from '../event-store/codec.ts'
import type { LogPosition } from '../event-store/event-log.ts'
import type { Queryable } from '../postgres/checkpoints.ts'
import type { Migration } from '../postgres/migrate.ts'
import { PROCESS_ENDED } from './failure.ts'
import type { DeadLetter } from './inbox.ts'

/**
 * Events that were set aside, by consumer: due again at `due_at`, or dead since `dead_since`. Only where they are in
 * the log, never what they say.
 */
export const deadLetterMigrations: readonly Migration[] = [
  {
    name: '0010_dead_letters',
    up: async (db) => {
      await db.raw(`
        create table hcm.dead_letters (
          consumer text not null,
          event_id text not null,
          stream text not null,
          revision bigint not null,
          event_type text not null,
          commit_position bigint not null,
          prepare_position bigint not null,
          attempts integer not null,
          reason text not null,
          due_at timestamptz,
          dead_since timestamptz,
          primary key (consumer, event_id),
          check ((due_at is null) <> (dead_since is null))
        )`)
      await db.raw('create index on hcm.dead_letters (consumer, due_at) where due_at is not null')
    },
  },
]

/** An event that was set aside and is now tried again. */
export type Parked = {
  eventId: string
  stream: string
  position: LogPosition
  /** Tries so far, the present one included. */
  attempts: number
}

export type Failure = {
  event: Pick<StoredEvent, 'id' | 'stream' | 'revision' | 'type' | 'position' | 'prepare'>
  attempts: number
  reason: string
  /** Milliseconds until the next try; undefined when the event is dead. */
  retryInMs: number | undefined
}

const COLUMNS = `consumer, event_id, stream, revision, event_type, commit_position, prepare_position, attempts, reason,
  due_at, dead_since`

const insert = (db: Queryable, consumer: string, failures: readonly Failure[], conflict: string) =>
  db.query<{ event_id: string }>(
    `insert into hcm.dead_letters (${COLUMNS})
     select $1, event_id, stream, revision, event_type, commit_position, prepare_position, attempts, reason,
            now() + retry_in_ms * interval '1 ms', case when retry_in_ms is null then now() end
     from jsonb_to_recordset($2::jsonb) as parked (event_id text, stream text, revision bigint, event_type text,
       commit_position bigint, prepare_position bigint, attempts int, reason text, retry_in_ms double precision)
     on conflict (consumer, event_id) ${conflict} returning event_id`,
    [
      consumer,
      JSON.stringify(
        failures.map(({ event, attempts, reason, retryInMs }) => ({
          event_id: event.id,
          stream: event.stream,
          revision: event.revision,
          event_type: event.type,
          commit_position: String(event.position),
          prepare_position: String(event.prepare),
          attempts,
          // The null character is the one that PostgreSQL cannot keep.
          reason: reason.replaceAll('\u0000', ''),
          retry_in_ms: retryInMs ?? null,
        })),
      ),
    ],
  )

/** Sets events aside, or says anew why and until when they are. */
export async function park(db: Queryable, consumer: string, failures: readonly Failure[]): Promise<void> {
  if (failures.length === 0) return
  await insert(
    db,
    consumer,
    failures,
    `do update set attempts = excluded.attempts, reason = excluded.reason, due_at = excluded.due_at,
       dead_since = excluded.dead_since`,
  )
}

/**
 * Sets events aside before they are handled, so that a process that dies of one of them does not meet it first again.
 * Returns the ids of those that were not set aside already.
 */
export async function parkInHand(
  db: Queryable,
  consumer: string,
  events: readonly StoredEvent[],
  retryInMs: number,
): Promise<Set<string>> {
  if (events.length === 0) return new Set()
  const failures = events.map((event) => ({ event, attempts: 1, reason: PROCESS_ENDED, retryInMs }))
  const { rows } = await insert(db, consumer, failures, 'do nothing')
  return new Set(rows.map((row) => row.event_id))
}

/** Forgets events that are handled. */
export async function unpark(db: Queryable, consumer: string, eventIds: readonly string[]): Promise<void> {
  if (eventIds.length === 0) return
  await db.query('delete from hcm.dead_letters where consumer = $1 and event_id = any($2)', [consumer, eventIds])
}

type ParkedRow = {
  event_id: string
  stream: string
  commit_position: bigint | string
  prepare_position: bigint | string
  attempts: number
}

/**
 * Takes events whose time has come, oldest first, and counts the try before it is made. Whoever takes them and dies
 * leaves them due again after `retryInMs`. Those of `inHand` stay.
 */
export async function takeDue(
  db: Queryable,
  consumer: string,
  limit: number,
  retryInMs: number,
  inHand: readonly string[],
): Promise<Parked[]> {
  const { rows } = await db.query<ParkedRow>(
    `with due as (
       select event_id from hcm.dead_letters where consumer = $1 and due_at <= now() and event_id <> all ($5)
       order by commit_position limit $2 for update skip locked
     )
     update hcm.dead_letters letter
     set attempts = attempts + 1, reason = $4, due_at = now() + $3 * interval '1 ms'
     from due where letter.consumer = $1 and letter.event_id = due.event_id
     returning letter.event_id, stream, commit_position, prepare_position, attempts`,
    [consumer, limit, retryInMs, PROCESS_ENDED, inHand],
  )
  return rows
    .map((row) => ({
      eventId: row.event_id,
      stream: row.stream,
      position: { commit: BigInt(row.commit_position), prepare: BigInt(row.prepare_position) },
      attempts: row.attempts,
    }))
    .sort((a, b) => (a.position.commit < b.position.commit ? -1 : 1))
}

/** Says why a try failed and when the next one is due, or that there is none. */
export async function parkAgain(
  db: Queryable,
  consumer: string,
  eventId: string,
  reason: string,
  retryInMs: number | undefined,
): Promise<void> {
  await db.query(
    `update hcm.dead_letters set reason = $3, due_at = now() + $4::double precision * interval '1 ms',
       dead_since = case when $4::double precision is null then now() end
     where consumer = $1 and event_id = $2`,
    [consumer, eventId, reason.replaceAll('\u0000', ''), retryInMs ?? null],
  )
}

export async function listDead(db: Queryable, consumer: string, limit: number): Promise<DeadLetter[]> {
  const { rows } = await db.query<{
    event_id: string
    stream: string
    revision: bigint | string
    event_type: string
    reason: string
    dead_since: string
    attempts: number
  }>(
    `select event_id, stream, revision, event_type, reason, attempts,
       to_char(dead_since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as dead_since
     from hcm.dead_letters where consumer = $1 and dead_since is not null order by commit_position limit $2`,
    [consumer, limit],
  )
  return rows.map((row) => ({
    consumer,
    eventId: row.event_id,
    stream: row.stream,
    revision: Number(row.revision),
    eventType: row.event_type,
    reason: row.reason,
    deadSince: row.dead_since,
    attempts: row.attempts,
  }))
}

/** Makes all dead letters of a consumer due at once, with all their tries before them. */
export async function reviveDead(db: Queryable, consumer: string): Promise<number> {
  const { rowCount } = await db.query(
    `update hcm.dead_letters set attempts = 0, due_at = now(), dead_since = null
     where consumer = $1 and dead_since is not null`,
    [consumer],
  )
  return rowCount ?? 0
}
