import type { EventLog } from '@one-hcm/platform/event-store/event-log'
import type { Exported, Exporter } from '../export-entity.ts'
import type { Entity } from '../recruitment/entities.ts'
import { allEntities, nameOf } from './all-entities.ts'
import { forEachAtOnce } from './for-each-at-once.ts'

export type ExportAllReport = {
  entities: number
  files: Exported
  /** Entities that could not be exported, and why. The others were. */
  failures: { entity: string; reason: string }[]
}

const AT_ONCE = 8

/**
 * Exports the whole log: into an empty container it is the fresh export that the live lake must equal, into the live
 * one a backfill and repair. Memory is bounded by a page of the log and `AT_ONCE` histories.
 */
export async function exportAll(options: {
  log: Pick<EventLog, 'readAll'>
  exporter: Exporter
  onProgress?(entities: number): void
}): Promise<ExportAllReport> {
  const report: ExportAllReport = { entities: 0, files: { written: 0, unchanged: 0, stale: 0 }, failures: [] }

  const exportOne = async (entity: Entity) => {
    try {
      const files = await options.exporter.export(entity, 'all')
      report.files.written += files.written
      report.files.unchanged += files.unchanged
      report.files.stale += files.stale
    } catch (error) {
      report.failures.push({ entity: nameOf(entity), reason: (error as Error).message })
    }
    report.entities += 1
    options.onProgress?.(report.entities)
  }

  await forEachAtOnce(allEntities(options.log), AT_ONCE, exportOne)
  return report
}
