import type { EventLog } from '@one-hcm/platform/event-store/event-log'
import type { ExitCode } from '@one-hcm/platform/lifecycle/operation'
import type { Logger } from '@one-hcm/platform/logging/logger'
import { liveGeneration } from '@one-hcm/platform/read-models/generations'
import type pg from 'pg'
import { listParked } from '../engine/parking.ts'
import { generationPosition, rebuild } from '../engine/rebuild.ts'
import { redrive } from '../engine/redrive.ts'
import { shapeOf } from '../engine/tables.ts'
import { verifyGeneration } from '../engine/verify.ts'
import { projections } from '../projections.ts'

type Operation = (on: { pool: pg.Pool; log: EventLog; logger: Logger; print(line: string): void }) => Promise<ExitCode>

/** What operators may do with the read models, by the word they type. */
export const operations: Readonly<Record<string, Operation>> = {
  status: async ({ pool, log, print }) => {
    const live = await theLiveGeneration(pool)
    const [applied, head] = await Promise.all([generationPosition(pool, live), log.head()])
    const parked = await listParked(pool, live.schema)
    print(`Live generation    ${live.schema}${live.shape === shapeOf(projections) ? '' : ' (of another release)'}`)
    print(`Applied position   ${applied?.commit ?? 0n}`)
    print(`Head of the log    ${head?.commit ?? 0n}`)
    print(`Parked aggregates  ${parked.length}`)
    return parked.length === 0 ? 0 : 1
  },

  verify: async ({ pool, log, print }) => {
    const live = await theLiveGeneration(pool)
    const { position, rows, differences } = await verifyGeneration(pool, log, live, projections)
    print(`Compared ${live.schema} with a fresh replay up to position ${position}:`)
    for (const [table, count] of Object.entries(rows)) print(`  ${table.padEnd(24)} ${count} rows`)
    for (const { table, id, kind } of differences) print(`  ${kind}: ${table} ${id}`)
    print(differences.length === 0 ? 'Equal.' : `${differences.length} differences.`)
    return differences.length === 0 ? 0 : 1
  },

  rebuild: async ({ pool, log, logger, print }) => {
    const { schema } = await rebuild({ pool, log, logger, projections })
    print(`${schema} was built from the beginning of the log and is live now.`)
    return 0
  },

  parked: async ({ pool, print }) => {
    const parked = await listParked(pool, (await theLiveGeneration(pool)).schema)
    for (const { stream, revision, reason, parked_at } of parked)
      print(`${stream}  from revision ${revision}, since ${parked_at}: ${reason}`)
    print(`${parked.length} aggregates are parked.`)
    return parked.length === 0 ? 0 : 1
  },

  redrive: async ({ pool, log, print }) => {
    const { applied, failed } = await redrive(pool, log, (await theLiveGeneration(pool)).schema, projections)
    for (const stream of applied) print(`${stream} is up to date again.`)
    for (const { stream, revision, reason } of failed) print(`${stream} still fails at revision ${revision}: ${reason}`)
    print(`${applied.length} redriven, ${failed.length} still parked.`)
    return failed.length === 0 ? 0 : 1
  },
}

async function theLiveGeneration(pool: pg.Pool) {
  const live = await liveGeneration(pool)
  if (!live) throw new Error('There are no read models yet: start the projectors first.')
  return live
}
