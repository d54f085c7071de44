import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type pg from 'pg'
import { startTestPostgres, type TestPostgres } from '../../../embedded/src/stack/test-postgres.ts'
import { silentLogger } from '../logging/logger.ts'
import { checkpointMigrations, moveCheckpoint, readCheckpoint } from './checkpoints.ts'
import { migrate } from './migrate.ts'
import { createPool } from './pool.ts'

let postgres: TestPostgres
let pool: pg.Pool

beforeAll(async () => {
  postgres = await startTestPostgres()
  await migrate(postgres.url, checkpointMigrations)
  pool = createPool({ url: postgres.url, max: 3, log: silentLogger() })
})

beforeEach(() => pool.query('truncate hcm.checkpoints'))

afterAll(async () => {
  await pool?.end()
  await postgres?.stop()
})

const at = (commit: bigint, prepare = commit) => ({ commit, prepare })

test('a checkpoint keeps both parts of a position, also beyond 2^53', async () => {
  expect(await readCheckpoint(pool, 'x')).toBeUndefined()
  await moveCheckpoint(pool, 'x', undefined, at(5n))
  await moveCheckpoint(pool, 'x', at(5n), at(9_007_199_254_740_993n, 9_007_199_254_740_992n))
  expect(await readCheckpoint(pool, 'x')).toEqual(at(9_007_199_254_740_993n, 9_007_199_254_740_992n))
})

test('only a follower that knows where the checkpoint is may move it', async () => {
  await moveCheckpoint(pool, 'x', undefined, at(5n))
  await expect(moveCheckpoint(pool, 'x', undefined, at(6n))).rejects.toMatchObject({ name: 'CheckpointMoved' })
  await expect(moveCheckpoint(pool, 'x', at(4n), at(6n))).rejects.toMatchObject({ name: 'CheckpointMoved' })
  await expect(moveCheckpoint(pool, 'x', at(5n, 4n), at(6n))).rejects.toMatchObject({ name: 'CheckpointMoved' })
  await expect(moveCheckpoint(pool, 'unknown', at(5n), at(6n))).rejects.toMatchObject({ name: 'CheckpointMoved' })
  expect(await readCheckpoint(pool, 'x')).toEqual(at(5n))
})

test('of two followers that move it at the same time one wins', async () => {
  await moveCheckpoint(pool, 'x', undefined, at(1n))
  const moves = await Promise.allSettled([2n, 3n].map((to) => moveCheckpoint(pool, 'x', at(1n), at(to))))
  expect(moves.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})
