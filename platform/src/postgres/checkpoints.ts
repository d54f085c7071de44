import type pg from 'pg'
import type { LogPosition } from '../event-store/event-log.ts'
import type { Migration } from './migrate.ts'

/** How far each follower of the log has come. */
export const checkpointMigrations: readonly Migration[] = [
  {
    name: '0010_checkpoints',
    up: async (db) => {
      await db.raw(`
        create table hcm.checkpoints (
          name text primary key,
          commit_position bigint not null,
          prepare_position bigint not null,
          updated_at timestamptz not null default now()
        )`)
    },
  },
]

/** A pool, or the client of a transaction that the checkpoint belongs to. */
export type Queryable = Pick<pg.ClientBase, 'query'>

/** Somebody else moved the checkpoint: what was done from the former position has to be judged anew. */
export class CheckpointMoved extends Error {
  override name = 'CheckpointMoved'
  constructor(name: string) {
    super(`Checkpoint ${name} is no longer where this follower left it`)
  }
}

/** The last position that is done with; undefined before the first. */
export async function readCheckpoint(db: Queryable, name: string): Promise<LogPosition | undefined> {
  const { rows } = await db.query<{ commit_position: bigint | string; prepare_position: bigint | string }>({
    name: 'checkpoint-read',
    text: 'select commit_position, prepare_position from hcm.checkpoints where name = $1',
    values: [name],
  })
  const row = rows[0]
  return row && { commit: BigInt(row.commit_position), prepare: BigInt(row.prepare_position) }
}

/**
 * Moves a checkpoint, if it still is at `from` (undefined: not there yet). Throws `CheckpointMoved` otherwise, so that
 * two followers of one checkpoint cannot diverge: the later one loses its transaction and reads the checkpoint again.
 */
export async function moveCheckpoint(
  db: Queryable,
  name: string,
  from: LogPosition | undefined,
  to: LogPosition,
): Promise<void> {
  const { rowCount } = from
    ? await db.query({
        name: 'checkpoint-move',
        text: `update hcm.checkpoints set commit_position = $4, prepare_position = $5, updated_at = now()
               where name = $1 and commit_position = $2 and prepare_position = $3`,
        values: [name, from.commit, from.prepare, to.commit, to.prepare],
      })
    : await db.query({
        name: 'checkpoint-set',
        text: `insert into hcm.checkpoints (name, commit_position, prepare_position) values ($1, $2, $3)
               on conflict (name) do nothing`,
        values: [name, to.commit, to.prepare],
      })
  if (rowCount !== 1) throw new CheckpointMoved(name)
}
