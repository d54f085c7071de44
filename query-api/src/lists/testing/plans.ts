import { inTransaction } from '@one-hcm/platform/postgres/pool'
import type pg from 'pg'

export type Ran = { text: string; values: unknown[] }

/** The statements that some work sends through a pool. */
export async function statementsOf(pool: pg.Pool, work: () => Promise<unknown>): Promise<Ran[]> {
  const ran: Ran[] = []
  const query = pool.query.bind(pool) as (statement: Ran) => Promise<unknown>
  const former = pool.query
  pool.query = ((statement: { text: string; values?: unknown[] }) => {
    ran.push({ text: statement.text, values: statement.values ?? [] })
    return query(statement as Ran)
  }) as typeof pool.query
  try {
    await work()
  } finally {
    pool.query = former
  }
  return ran
}

/**
 * The plans of statements as PostgreSQL makes them when it avoids reading whole tables (and more, where asked to): a table
 * that still is read as a whole has no index that serves. Small tables are otherwise read whatever indexes there are.
 */
export const plansOf = (
  pool: pg.Pool,
  statements: readonly Ran[],
  avoided: readonly string[] = ['seqscan'],
): Promise<string[]> =>
  inTransaction(pool, async (db) => {
    for (const node of avoided) await db.query(`set local enable_${node} = off`)
    const plans: string[] = []
    for (const { text, values } of statements) {
      const { rows } = await db.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values)
      plans.push(`${text}\n${rows.map((row) => row['QUERY PLAN']).join('\n')}`)
    }
    return plans
  })
