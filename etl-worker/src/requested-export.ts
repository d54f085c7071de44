import { randomUUID } from 'node:crypto'
import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import type { Recorded } from '@one-hcm/contracts/kernel/event'
import type { ExportEvent } from '@one-hcm/contracts/recruitment/exports/export.events'
import type { EventLog } from '@one-hcm/platform/event-store/event-log'
import { dateHistory } from './dated-history.ts'
import type { Exporter } from './export-entity.ts'
import { objectsOf } from './objects-of.ts'
import { readHistory } from './read-history.ts'
import { type Entity, entityOf, streamsOf } from './recruitment/entities.ts'
import { applicationRow } from './recruitment/fact-applications.ts'

type Request = Extract<ExportEvent, { type: 'EtlExportRequested' }>

/**
 * Does what an export request asks for: the application, its candidate and its offer, all their days. What came of it
 * is recorded beside the request, once however often the request is delivered. Rejects after recording a failure, so
 * that the inbox tries again.
 */
export function createRequestedExport({
  log,
  records,
  exporter,
}: {
  log: Pick<EventLog, 'readStream'>
  records: Pick<EventLog, 'append'>
  exporter: Exporter
}): (request: Recorded) => Promise<void> {
  const record = (request: Recorded<Request>, event: ExportEvent, ...named: string[]) =>
    records.append(
      request.stream,
      'any',
      // The event store knows an id that it has: a repeat is not recorded again.
      [{ id: deriveId('etl-export', request.data.request_id, event.type, ...named), event }],
      {
        actor: { id: 'etl-worker', role: 'system' },
        correlation_id: request.metadata.correlation_id,
        causation_id: request.id,
        request_id: request.metadata.request_id,
        occurred_at: new Date().toISOString(),
        schema_version: 1,
        command_id: randomUUID(),
      },
    )

  return async (event) => {
    const request = event as Recorded<Request>
    const { application_id, request_id, candidate_id, job_offer_id } = request.data
    const named = { application_id, request_id }
    try {
      const [candidate, offer, application] = [
        entityOf(`user-${candidate_id}`)!,
        entityOf(`jobOffer-${job_offer_id}`)!,
        entityOf(`application-${application_id}`)!,
      ]
      for (const entity of [candidate, offer, application]) await exporter.export(entity, 'all')
      const fact = applicationRow(await historyOf(log, application))
      const tables = {
        dim_candidates: await newestFile(log, candidate),
        dim_job_offers: await newestFile(log, offer),
        fact_applications: await newestFile(log, application),
      }
      await record(request, {
        type: 'EtlExportCompleted',
        data: {
          ...named,
          tables,
          documents_count: fact?.documents_count ?? 0,
          total_size_bytes: fact?.total_documents_size_bytes ?? 0,
        },
      })
    } catch (error) {
      const { name } = error as Error
      await record(request, { type: 'EtlExportFailed', data: { ...named, error_code: name } }, name)
      throw error
    }
  }
}

const historyOf = async (log: Pick<EventLog, 'readStream'>, entity: Entity) =>
  dateHistory(await readHistory(log, streamsOf(entity)))

/** Where an entity's row of its last day lies; null when it has none. */
const newestFile = async (log: Pick<EventLog, 'readStream'>, entity: Entity): Promise<string | null> =>
  objectsOf(entity, await historyOf(log, entity)).at(-1)?.path ?? null
