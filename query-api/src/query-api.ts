import { DRAFTS_TABLE } from '@one-hcm/contracts/recruitment/drafts/draft.wire'
import { createStreamTickets } from '@one-hcm/platform/auth/stream-tickets'
import { createDocumentStore } from '@one-hcm/platform/blobs/document-store'
import { servesDocumentation } from '@one-hcm/platform/config/settings'
import { type ApiService, createApiService } from '@one-hcm/platform/http/api-service'
import { querySide } from '@one-hcm/platform/http/query-side'
import type { Foundation } from '@one-hcm/platform/lifecycle/foundation'
import type { Probe } from '@one-hcm/platform/observability/health'
import { databaseProbe, eventStoreProbe } from '@one-hcm/platform/observability/probes'
import { createSealedRows } from '@one-hcm/platform/privacy/sealed-rows'
import { followAppliedPosition } from '@one-hcm/platform/read-models/applied-position'
import { createFloors } from '@one-hcm/platform/read-models/floors'
import { followGenerations, livePosition } from '@one-hcm/platform/read-models/generations'
import { auditEndpoints } from './audit/audit.routes.ts'
import { serveDocumentation } from './documentation/serve-documentation.ts'
import { identityEndpoints } from './identity/identity.routes.ts'
import { monitoringEndpoints } from './monitoring/monitoring.routes.ts'
import { activityEndpoints } from './notifications/activities/activities.routes.ts'
import { emailEndpoints } from './notifications/emails/emails.routes.ts'
import { inboxEndpoints } from './notifications/inbox/inbox.routes.ts'
import { createLiveUpdates } from './notifications/live/live-updates.ts'
import { recruitmentEndpoints } from './recruitment/recruitment.routes.ts'

/** Milliseconds of lag from which on the health of the read side is reported as degraded. */
const DEGRADED_MS = 10_000

/** The query API: answers from read models, and from the log for history; writes nothing but access records. */
export function createQueryApi(foundation: Foundation, port: number | undefined): ApiService {
  const { pool, log, keys, listener, settings, logger } = foundation
  const readModels = followGenerations({
    url: settings.DATABASE_URL,
    admin: pool,
    listener,
    logger,
    max: settings.DATABASE_POOL,
  })
  const applied = followAppliedPosition(listener, () => livePosition(pool))
  const documents = createDocumentStore({
    connectionString: settings.AZURE_STORAGE_CONNECTION_STRING,
    container: settings.DOCUMENTS_CONTAINER,
    keys,
  })
  const probes: Probe[] = [
    databaseProbe(pool),
    eventStoreProbe(log),
    { name: 'read_models', check: () => Promise.resolve(applied.behindMs() > DEGRADED_MS ? 'degraded' : 'ok') },
  ]
  const live = createLiveUpdates({ foundation, readModels, tickets: createStreamTickets(pool) })
  const drafts = createSealedRows({ pool, keys, table: DRAFTS_TABLE })
  return createApiService({
    name: 'query-api',
    foundation,
    port,
    probes,
    side: querySide({ readModels: applied, floors: createFloors(pool) }),
    endpoints: [
      ...identityEndpoints({ readModels }),
      ...recruitmentEndpoints({
        readModels,
        log,
        documents,
        drafts,
        interviews: {
          grid: { hours: settings.INTERVIEW_HOURS, days: settings.INTERVIEW_DAYS },
          organizer: { email: settings.MAIL_FROM_EMAIL, name: settings.MAIL_FROM_NAME },
        },
      }),
      ...inboxEndpoints({ readModels }),
      ...live.endpoints,
      ...activityEndpoints({ readModels }),
      ...emailEndpoints({ readModels, hrMailbox: settings.HR_MAILBOX }),
      ...auditEndpoints({ readModels, log }),
      ...monitoringEndpoints({ settings, probes, metrics: foundation.metrics, readModels: applied }),
    ],
    extras: servesDocumentation(settings) ? serveDocumentation : undefined,
    redeemTicket: live.redeemTicket,
    streams: live.streams,
    companions: [
      { name: 'listener', start: () => listener.start(), stop: () => Promise.resolve() },
      { name: 'read models', start: () => readModels.start(), stop: () => readModels.stop() },
      ...live.services,
    ],
  })
}
