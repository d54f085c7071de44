import { etlRaw } from '@one-hcm/contracts/consumers'
import type { Recorded } from '@one-hcm/contracts/kernel/event'
import type { DocumentStore } from '@one-hcm/platform/blobs/document-store'
import type { LakeStore } from '@one-hcm/platform/blobs/lake-store'
import type { Inbox } from '@one-hcm/platform/broker/inbox'
import { createLanes } from '@one-hcm/platform/broker/lanes'
import type { EventLog } from '@one-hcm/platform/event-store/event-log'
import type { Service } from '@one-hcm/platform/lifecycle/service'
import type { Logger } from '@one-hcm/platform/logging/logger'
import type { Metrics } from '@one-hcm/platform/observability/metrics'
import { createExporter, type Exporter } from './export-entity.ts'
import { entityOf } from './recruitment/entities.ts'

export type EtlWorkerOptions = {
  log: Pick<EventLog, 'readStream'>
  inbox: Inbox
  documents: Pick<DocumentStore, 'get'>
  lake: LakeStore
  logger: Logger
  metrics?: Metrics
  /** Events in hand at once. */
  prefetch?: number
}

const PREFETCH = 16

/**
 * Exports to the raw zone whatever happened to users, offers and applications, as consumer `etl-raw`. At least once per
 * event; since every export is a function of the log alone, that ends as if once.
 */
export function createEtlWorker(options: EtlWorkerOptions): Service {
  const { inbox, logger, metrics, prefetch = PREFETCH } = options
  const files = metrics?.counter('lake_files_total', 'Files of the lake by outcome of their write', ['outcome'])
  const failures = metrics?.counter('lake_export_failures_total', 'Exports that failed and are tried again', ['error'])
  const exporter = createExporter(options)
  const handle = coalescing({
    export: async (entity, events) => {
      try {
        const exported = await exporter.export(entity, events)
        for (const [outcome, count] of Object.entries(exported)) files?.inc({ outcome }, count)
        logger.debug({ table: entity.kind.table.name, key: entity.id, ...exported }, 'exported')
        return exported
      } catch (error) {
        failures?.inc({ error: (error as Error).name })
        logger.warn({ err: error, table: entity.kind.table.name, key: entity.id }, 'export failed')
        throw error
      }
    },
  })
  const consumer = inbox.consume({ consumer: etlRaw.name, eventTypes: etlRaw.eventTypes, handle, prefetch })
  return {
    name: 'etl-worker',
    start: () => consumer.start(),
    stop: () => consumer.stop(),
  }
}

/**
 * Hands events to the exporter, one export of an entity at a time: what arrives for it meanwhile waits and goes
 * together, in one export that reads the stream once.
 */
export function coalescing(exporter: Exporter): (event: Recorded) => Promise<void> {
  const lanes = createLanes()
  const waiting = new Map<string, { events: Recorded[]; done: Promise<unknown> }>()

  return async (event) => {
    const entity = entityOf(event.stream)
    if (!entity) return
    const lane = `${entity.kind.table.name} ${entity.id}`
    let round = waiting.get(lane)
    if (round) {
      round.events.push(event)
    } else {
      const events = [event]
      round = { events, done: Promise.resolve() }
      waiting.set(lane, round)
      round.done = lanes.run(lane, async () => {
        // Events of one burst are handed over in the same turn of the loop: let them in before the round is closed.
        await new Promise(setImmediate)
        waiting.delete(lane)
        await exporter.export(entity, events)
      })
    }
    await round.done
  }
}
