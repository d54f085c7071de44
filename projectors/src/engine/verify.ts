import { randomUUID } from 'node:crypto'
import type { EventLog, LogPosition } from '@one-hcm/platform/event-store/event-log'
import { inTransaction } from '@one-hcm/platform/postgres/pool'
import { checkpointOf, type Generation } from '@one-hcm/platform/read-models/generations'
import type pg from 'pg'
import { applyBatch, applyOneByOne, isRefusedData } from './apply-batch.ts'
import type { Projection } from './projection.ts'
import { createTables, tablesOf } from './tables.ts'

export type Difference = { table: string; id: string; kind: 'missing' | 'unexpected' | 'different' }
export type Verification = { position: bigint; rows: Record<string, number>; differences: Difference[] }

const PAGE = 1_000
const DIFFERENCES_MAX = 100

/**
 * Replays the log into fresh tables and compares them with a generation's, row by row, at exactly the same position:
 * the checkpoint is held still for the last stretch and the comparison. Reports at most 100 differences a table.
 */
export async function verifyGeneration(
  pool: pg.Pool,
  log: EventLog,
  generation: Generation,
  projections: readonly Projection[],
): Promise<Verification> {
  // Short: with a table's name it makes up names of prepared statements, of which PostgreSQL keeps 63 characters.
  const schema = `verify_${randomUUID().slice(0, 8)}`
  await inTransaction(pool, (db) => createTables(db, schema, projections))
  try {
    let reached: LogPosition | undefined
    const replayTo = async (end: bigint) => {
      while ((reached?.commit ?? -1n) < end) {
        const page = await log.readAll({ after: reached, limit: PAGE })
        if (!page.last) return
        const decoded = page.decoded.filter((one) => positionOf(one) <= end)
        const target = { schema, projections }
        await inTransaction(pool, (db) => applyBatch({ ...target, db }, decoded)).catch((error: unknown) => {
          if (!isRefusedData(error)) throw error
          return inTransaction(pool, (db) => applyOneByOne({ ...target, db }, decoded))
        })
        const last = page.last
        reached = last.commit <= end ? last : { commit: end, prepare: end }
      }
    }
    await replayTo(await checkpoint(pool, generation, ''))
    return await inTransaction(pool, async (db) => {
      await db.query('set local statement_timeout = 0')
      const position = await checkpoint(db, generation, 'for update')
      await replayTo(position)
      const rows: Verification['rows'] = {}
      const differences: Difference[] = []
      for (const { table, key } of tablesOf(projections)) {
        const counted = await db.query<{ n: bigint }>(`select count(*) as n from ${schema}.${table}`)
        rows[table] = Number(counted.rows[0]!.n)
        const found = await db.query<{ id: string; kind: Difference['kind'] }>(
          `select concat_ws(' ', ${key.join(', ')}) as id,
                  case when live is null then 'missing' when fresh is null then 'unexpected' else 'different' end as kind
           from (select ${key.join(', ')}, l as live from ${generation.schema}.${table} l) a
           full join (select ${key.join(', ')}, f as fresh from ${schema}.${table} f) b using (${key.join(', ')})
           where to_jsonb(live) is distinct from to_jsonb(fresh) order by ${key.join(', ')} limit ${DIFFERENCES_MAX}`,
        )
        for (const row of found.rows) differences.push({ table, ...row })
      }
      return { position, rows, differences }
    })
  } finally {
    await pool.query(`drop schema ${schema} cascade`)
  }
}

async function checkpoint(db: pg.Pool | pg.PoolClient, generation: Generation, lock: string): Promise<bigint> {
  const { rows } = await db.query<{ commit_position: bigint }>(
    `select commit_position from hcm.checkpoints where name = $1 ${lock}`,
    [checkpointOf(generation)],
  )
  return rows[0]?.commit_position ?? 0n
}

const positionOf = (decoded: { kind: string; event?: { position: bigint }; stored?: { position: bigint } }): bigint =>
  decoded.event?.position ?? decoded.stored?.position ?? 0n
