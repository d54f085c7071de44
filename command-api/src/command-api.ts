import { DRAFTS_TABLE } from '@one-hcm/contracts/recruitment/drafts/draft.wire'
import { createStreamTickets } from '@one-hcm/platform/auth/stream-tickets'
import { createTokenIssuer } from '@one-hcm/platform/auth/tokens'
import { createDocumentStore } from '@one-hcm/platform/blobs/document-store'
import { createCommandExecutor } from '@one-hcm/platform/commands/executor'
import { createIdempotencyStore } from '@one-hcm/platform/commands/idempotency-store'
import { type ApiService, createApiService } from '@one-hcm/platform/http/api-service'
import { commandSide } from '@one-hcm/platform/http/command-side'
import { every } from '@one-hcm/platform/lifecycle/every'
import type { Foundation } from '@one-hcm/platform/lifecycle/foundation'
import { databaseProbe, eventStoreProbe } from '@one-hcm/platform/observability/probes'
import { createSealedRows } from '@one-hcm/platform/privacy/sealed-rows'
import { followAppliedPosition } from '@one-hcm/platform/read-models/applied-position'
import { createFloors } from '@one-hcm/platform/read-models/floors'
import { livePosition } from '@one-hcm/platform/read-models/generations'
import { identityEndpoints } from './identity/identity.routes.ts'
import { createIdentity, maintainIdentity } from './identity/identity.ts'
import { createSessionStore } from './identity/sessions/session-store.ts'
import { createCorrespondents, hasApplied } from './notifications/emails/correspondents.ts'
import { emailEndpoints } from './notifications/emails/email.routes.ts'
import { createFactSource } from './notifications/emails/mail-facts.ts'
import { inboxEndpoints } from './notifications/inbox/inbox.routes.ts'
import { liveTicketEndpoints } from './notifications/live/live-ticket.routes.ts'
import { performWith } from './policies/perform-command.ts'
import { performOnDrafts } from './policies/perform-on-drafts.ts'
import { policies } from './policies/policies.ts'
import { policySettings } from './policies/policy-settings.ts'
import { reactingExecutor } from './policies/reacting-executor.ts'
import { evaluationSettings } from './recruitment/evaluations/scoring-settings.ts'
import { recruitmentEndpoints } from './recruitment/recruitment.routes.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

/**
 * The command API: judges commands and appends their events; the only writer of the log but for records of access and of
 * exports.
 */
export function createCommandApi(foundation: Foundation, port: number | undefined): ApiService {
  const { pool, log, keys, listener, settings, logger } = foundation
  const drafts = createSealedRows({ pool, keys, table: DRAFTS_TABLE })
  const perform = performOnDrafts(performWith(policySettings(settings), createSessionStore(pool)), drafts)
  const executor = reactingExecutor(createCommandExecutor(log), policies, perform, logger)
  const identity = createIdentity({
    pool,
    executor,
    tokens: createTokenIssuer({
      secret: settings.SECRET_KEY,
      issuer: settings.JWT_ISSUER,
      audience: settings.JWT_AUDIENCE,
      accessMinutes: settings.ACCESS_TOKEN_EXPIRE_MINUTES,
    }),
    accountHashKey: foundation.secretFor('account hashes'),
    refreshTokenKey: foundation.secretFor('refresh tokens'),
    resetTokenKey: foundation.secretFor('password reset tokens'),
    settings: {
      bootstrapToken: settings.BOOTSTRAP_ADMIN_TOKEN,
      companyDomain: settings.SEEG_EMAIL_DOMAIN,
      blockUnknownMatricule: settings.BLOCK_UNKNOWN_MATRICULE,
      sessionDays: settings.REFRESH_TOKEN_EXPIRE_DAYS,
    },
  })
  const documents = createDocumentStore({
    connectionString: settings.AZURE_STORAGE_CONNECTION_STRING,
    container: settings.DOCUMENTS_CONTAINER,
    keys,
  })
  const idempotency = createIdempotencyStore(pool)
  const readModels = followAppliedPosition(listener, () => livePosition(pool))
  return createApiService({
    name: 'command-api',
    foundation,
    port,
    probes: [databaseProbe(pool), eventStoreProbe(log)],
    side: commandSide({
      idempotency,
      fingerprintSecret: foundation.secretFor('request fingerprints'),
      readModels,
      floors: createFloors(pool),
      now: () => new Date().toISOString(),
    }),
    endpoints: [
      ...identityEndpoints(identity),
      ...inboxEndpoints({ executor, log }),
      ...liveTicketEndpoints({ tickets: createStreamTickets(pool) }),
      ...emailEndpoints({
        executor,
        correspondents: createCorrespondents({
          facts: createFactSource(log),
          accountOf: async (address) => (await identity.accounts.findByEmail(identity.hashes.email(address)))?.userId,
          hasApplied: (userId) => hasApplied(pool, userId),
        }),
        sender: settings.MAIL_FROM_EMAIL,
      }),
      ...recruitmentEndpoints({
        executor,
        documents,
        drafts,
        settings: {
          documentMaxBytes: settings.DOCUMENT_MAX_BYTES,
          webhookSecret: settings.WEBHOOK_SECRET,
          interviewLocation: settings.DEFAULT_INTERVIEW_LOCATION,
          ...evaluationSettings(settings),
        },
      }),
    ],
    companions: [
      { name: 'documents', start: () => documents.ensureReady(), stop: () => Promise.resolve() },
      { name: 'listener', start: () => listener.start(), stop: () => Promise.resolve() },
      every(MINUTE_MS, 'maintenance of accounts and sessions', () => maintainIdentity(identity), logger),
      every(HOUR_MS, 'purge of idempotency keys', () => idempotency.purge(), logger),
    ],
  })
}
