import { etlPostHook, etlRequests } from '@one-hcm/contracts/consumers'
import { createDocumentStore } from '@one-hcm/platform/blobs/document-store'
import { createLakeStore } from '@one-hcm/platform/blobs/lake-store'
import { createInbox } from '@one-hcm/platform/broker/create-inbox'
import type { Foundation } from '@one-hcm/platform/lifecycle/foundation'
import type { Service } from '@one-hcm/platform/lifecycle/service'
import { createEtlWorker } from './etl-worker.ts'
import { createExporter } from './export-entity.ts'
import { createPostHook } from './post-hook.ts'
import { createRequestedExport } from './requested-export.ts'

/** The ETL worker with what it stands on, driven by RabbitMQ where one is configured, by the log otherwise. */
export function createEtlService({ log, pool, keys, logger, metrics, settings }: Foundation): Service {
  const connectionString = settings.AZURE_STORAGE_CONNECTION_STRING
  const inbox = createInbox({ log, pool, logger, amqpUrl: settings.AMQP_URL, prefix: settings.AMQP_PREFIX })
  const documents = createDocumentStore({ connectionString, container: settings.DOCUMENTS_CONTAINER, keys })
  const lake = createLakeStore({ connectionString, container: settings.AZURE_STORAGE_CONTAINER })
  const worker = createEtlWorker({ log, inbox, documents, lake, logger, metrics })
  const exporter = createExporter({ log, documents, lake })
  const requests = inbox.consume({
    consumer: etlRequests.name,
    eventTypes: etlRequests.eventTypes,
    handle: createRequestedExport({ log, records: log, exporter }),
  })
  const postHook = inbox.consume({
    consumer: etlPostHook.name,
    eventTypes: etlPostHook.eventTypes,
    handle: createPostHook({
      url: settings.AZ_FUNC_ON_APP_SUBMITTED_URL,
      key: settings.AZ_FUNC_ON_APP_SUBMITTED_KEY,
      log,
      lake,
    }),
  })
  const consumers = [worker, requests, postHook]
  return {
    name: 'etl-worker',
    start: async () => {
      await Promise.all([documents.ensureReady(), lake.ensureReady()])
      for (const consumer of consumers) await consumer.start()
    },
    stop: async () => {
      await Promise.all(consumers.map((consumer) => consumer.stop()))
      await inbox.close()
    },
  }
}
