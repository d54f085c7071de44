import type { Endpoint } from '@one-hcm/platform/http/exchange'
import { applicationEndpoints } from './applications/application.routes.ts'
import { applicationDocumentEndpoints } from './applications/application-documents.routes.ts'
import { deadlineEndpoints } from './deadlines/deadlines.routes.ts'
import type { RecruitmentDependencies } from './dependencies.ts'
import { protocol1Endpoints } from './evaluations/protocol1.routes.ts'
import { jobOfferEndpoints } from './job-offers/job-offer.routes.ts'

/** Every write of the recruitment context. */
export const recruitmentEndpoints = (dependencies: RecruitmentDependencies): Endpoint[] => [
  ...jobOfferEndpoints(dependencies),
  ...applicationEndpoints(dependencies),
  ...applicationDocumentEndpoints(dependencies),
  ...protocol1Endpoints(dependencies),
  ...deadlineEndpoints(dependencies),
]
