import type pg from 'pg'
import type { KeyRing } from './key-ring.ts'
import { openBytes, sealBytes } from './sealing.ts'

/** Whose row, and about what. */
export type RowKey = { personId: string; subjectId: string }
/** Times are ISO-8601 in UTC. */
export type SealedRow = { value: unknown; createdAt: string; updatedAt: string }

/**
 * Values that people have put down and that are nobody else's: one per person and subject, sealed with the person's key, no
 * history. Once the key is destroyed they are gone for everybody, wherever a copy lies.
 */
export type SealedRows = {
  /**
   * Puts a value in the place of the former one. Of two, the one with the later time stays, so that the repeat of an old
   * request changes nothing. Throws `PersonErased` for somebody who was erased.
   */
  put(key: RowKey, value: unknown, now: string): Promise<Omit<SealedRow, 'value'>>
  /** Undefined where there is none, also for somebody who was erased. */
  get(key: RowKey): Promise<SealedRow | undefined>
  /** Removes what fits all that is named; with `until` only what was put down by then. Harmless to repeat. */
  remove(which: { personId?: string; subjectId?: string; until?: string }): Promise<void>
}

/** `table` is a constant of the code: `hcm.notes`, with the columns of `sealedRowsTableSql`. */
export function createSealedRows({ pool, keys, table }: { pool: pg.Pool; keys: KeyRing; table: string }): SealedRows {
  const contextOf = ({ personId, subjectId }: RowKey) => `${table}|${personId}|${subjectId}`
  return {
    put: async (key, value, now) => {
      const personKey = await keys.keyForWriting(key.personId)
      const sealed = sealBytes(personKey, Buffer.from(JSON.stringify(value)), contextOf(key))
      const { rows } = await pool.query<{ created_at: Date; updated_at: Date }>({
        name: `put ${table}`,
        text: `insert into ${table} as known (person_id, subject_id, sealed, created_at, updated_at) values ($1, $2, $3, $4, $4)
               on conflict (person_id, subject_id) do update set
                 sealed = case when known.updated_at <= excluded.updated_at then excluded.sealed else known.sealed end,
                 updated_at = greatest(known.updated_at, excluded.updated_at)
               returning created_at, updated_at`,
        values: [key.personId, key.subjectId, sealed, now],
      })
      return timesOf(rows[0]!)
    },
    get: async (key) => {
      const { rows } = await pool.query<{ sealed: Buffer; created_at: Date; updated_at: Date }>({
        name: `get ${table}`,
        text: `select sealed, created_at, updated_at from ${table} where person_id = $1 and subject_id = $2`,
        values: [key.personId, key.subjectId],
      })
      const found = rows[0]
      const personKey = found && (await keys.keysForReading([key.personId])).get(key.personId)
      if (!found || personKey === undefined || personKey === 'destroyed') return undefined
      const value: unknown = JSON.parse(openBytes(personKey, found.sealed, contextOf(key)).toString())
      return { value, ...timesOf(found) }
    },
    remove: async ({ personId, subjectId, until }) => {
      const conditions: string[] = []
      const values: string[] = []
      const where = (condition: (placeholder: string) => string, value: string | undefined) => {
        if (value !== undefined) conditions.push(condition(`$${values.push(value)}`))
      }
      where((p) => `person_id = ${p}`, personId)
      where((p) => `subject_id = ${p}`, subjectId)
      if (conditions.length === 0) throw new Error('Says nothing of whose rows to remove')
      where((p) => `updated_at <= ${p}`, until)
      await pool.query(`delete from ${table} where ${conditions.join(' and ')}`, values)
    },
  }
}

const timesOf = ({ created_at, updated_at }: { created_at: Date | string; updated_at: Date | string }) => ({
  createdAt: new Date(created_at).toISOString(),
  updatedAt: new Date(updated_at).toISOString(),
})

/** SQL of a table that such rows fit into. */
export const sealedRowsTableSql = (table: string): string[] => [
  `create table ${table} (person_id uuid not null, subject_id uuid not null, sealed bytea not null,
   created_at timestamptz not null, updated_at timestamptz not null, primary key (person_id, subject_id))`,
  `create index on ${table} (subject_id)`,
]
