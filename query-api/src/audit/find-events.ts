import type { Recorded } from '@one-hcm/contracts/kernel/event'
import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { EventLog } from '@one-hcm/platform/event-store/event-log'
import { decodeCursor, encodeCursor } from '@one-hcm/platform/read-models/cursor'
import type pg from 'pg'
import { z } from 'zod'

export type EventFilter = {
  stream?: string | undefined
  type?: string | undefined
  actor?: string | undefined
  correlation_id?: string | undefined
  from?: string | undefined
  to?: string | undefined
  limit: number
  cursor?: string | undefined
}

const cursorSchema = z.tuple([z.string().regex(/^\d+$/), z.number().int()])

/** Events between two wanted ones of a stream that are read along rather than with another call. */
const GAP_MAX = 32

/** Ranges read at once: one page touches many, and each read is a call of its own. */
const READS_MAX = 8

/**
 * Events by filter, newest first: the index says which, the log says what. Revisions of one
 * stream that lie close together are read in one call.
 */
export async function findEvents(
  pool: pg.Pool,
  log: EventLog,
  filter: EventFilter,
): Promise<{ events: Recorded[]; next: string | null } | Refusal<RefusalCode>> {
  const cursor = filter.cursor === undefined ? undefined : decodeCursor(cursorSchema, filter.cursor)
  if (cursor && isRefusal(cursor)) return cursor
  const conditions: string[] = []
  const values: unknown[] = []
  const where = (condition: (parameter: string) => string, value: unknown) => {
    if (value === undefined) return
    values.push(value)
    conditions.push(condition(`$${values.length}`))
  }
  where((p) => `stream = ${p}`, filter.stream)
  where((p) => `type = ${p}`, filter.type)
  where((p) => `actor_id = ${p}`, filter.actor)
  where((p) => `correlation_id = ${p}`, filter.correlation_id)
  where((p) => `occurred_at >= ${p}`, filter.from)
  where((p) => `occurred_at < ${p}`, filter.to)
  if (cursor) {
    values.push(cursor.values[0], cursor.values[1])
    conditions.push(`(position, revision) < ($${values.length - 1}::bigint, $${values.length}::integer)`)
  }
  values.push(filter.limit + 1)
  const { rows } = await pool.query<{ stream: string; revision: number; position: bigint }>(
    `select stream, revision, position from event_index
     ${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''}
     order by position desc, revision desc limit $${values.length}`,
    values,
  )
  const page = rows.slice(0, filter.limit)
  const events = await readEvents(log, page)
  const last = rows.length > filter.limit ? page.at(-1) : undefined
  return { events, next: last ? encodeCursor([String(last.position), last.revision]) : null }
}

async function readEvents(log: EventLog, page: readonly { stream: string; revision: number }[]): Promise<Recorded[]> {
  const pending = rangesOf(page)
  const found = new Map<string, Recorded>()
  const worker = async () => {
    for (let next = pending.pop(); next; next = pending.pop())
      for (const event of await log.readStream(next.stream, next)) found.set(`${event.stream}@${event.revision}`, event)
  }
  await Promise.all(Array.from({ length: READS_MAX }, worker))
  return page.flatMap(({ stream, revision }) => found.get(`${stream}@${revision}`) ?? [])
}

type Range = { stream: string; from: number; to: number }

/** Revisions of one stream that lie close together are read in one call. */
function rangesOf(page: readonly { stream: string; revision: number }[]): Range[] {
  const ranges: Range[] = []
  const sorted = page.toSorted((a, b) =>
    a.stream === b.stream ? a.revision - b.revision : a.stream < b.stream ? -1 : 1,
  )
  for (const { stream, revision } of sorted) {
    const last = ranges.at(-1)
    if (last?.stream === stream && revision - last.to <= GAP_MAX) last.to = revision
    else ranges.push({ stream, from: revision, to: revision })
  }
  return ranges
}
