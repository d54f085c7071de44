import { createCommandApi } from '@one-hcm/command-api/command-api'
import { createMailer } from '@one-hcm/command-api/mailer'
import { createReactors } from '@one-hcm/command-api/reactors'
import { createEtlService } from '@one-hcm/etl-worker/etl-service'
import type { Foundation } from '@one-hcm/platform/lifecycle/foundation'
import type { Service } from '@one-hcm/platform/lifecycle/service'
import { createProjectorService } from '@one-hcm/projectors/projector-service'
import { createQueryApi } from '@one-hcm/query-api/query-api'

/** Every service of the system by the name operators use, in the order in which they start. */
export const services = {
  projectors: (foundation: Foundation): Service => createProjectorService(foundation),
  reactors: (foundation: Foundation): Service => createReactors(foundation),
  mailer: (foundation: Foundation): Service => createMailer(foundation),
  'etl-worker': (foundation: Foundation): Service => createEtlService(foundation),
  'command-api': (foundation: Foundation): Service =>
    createCommandApi(foundation, foundation.settings.COMMAND_API_PORT),
  'query-api': (foundation: Foundation): Service => createQueryApi(foundation, foundation.settings.QUERY_API_PORT),
} as const

export type ServiceName = keyof typeof services
export const serviceNames = Object.keys(services) as ServiceName[]
