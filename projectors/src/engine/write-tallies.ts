import type pg from 'pg'
import type { CountedTally } from './fold-batch.ts'
import type { Tally } from './tally.ts'

/** Adds to the groups, one statement a tally, all on their way at once. A group that is empty afterwards is removed. */
export async function writeTallies(db: pg.PoolClient, schema: string, counted: readonly CountedTally[]): Promise<void> {
  await Promise.all(
    counted
      .filter(({ changes }) => changes.length > 0)
      .map(({ tally, changes }) =>
        db.query({
          name: `count-${schema}-${tally.table}`,
          text: addSql(schema, tally),
          values: [
            ...Object.keys(tally.dimensions).map((name) => changes.map(({ group }) => group[name])),
            changes.map(({ n }) => n),
            ...(tally.amounts ?? []).map((_, index) => changes.map(({ amounts }) => amounts[index])),
          ],
        }),
      ),
  )
}

function addSql(schema: string, tally: Tally): string {
  const dimensions = Object.entries(tally.dimensions)
  const sums = ['n', ...(tally.amounts ?? [])]
  const names = [...dimensions.map(([name]) => name), ...sums]
  const types = [...dimensions.map(([, type]) => type), 'bigint', ...(tally.amounts ?? []).map(() => 'numeric')]
  const values = types.map((type, index) => `$${index + 1}::${type}[]`).join(', ')
  return `merge into ${schema}.${tally.table} as known
    using (select * from unnest(${values})) as change (${names.join(', ')})
    on ${dimensions.map(([name]) => `known.${name} = change.${name}`).join(' and ')}
    when matched and known.n + change.n = 0 then delete
    when matched then update set ${sums.map((name) => `${name} = known.${name} + change.${name}`).join(', ')}
    when not matched then insert (${names.join(', ')}) values (${names.map((name) => `change.${name}`).join(', ')})`
}
