import type { Endpoint } from '@one-hcm/platform/http/exchange'
import { applicationEndpoints } from './applications/application.routes.ts'
import { applicationDocumentEndpoints } from './applications/application-documents.routes.ts'
import { simulationEndpoints } from './applications/simulation.routes.ts'
import { synthesisEndpoints } from './applications/synthesis.routes.ts'
import { campaignEndpoints } from './campaigns/campaigns.routes.ts'
import { deadlineEndpoints } from './deadlines/deadlines.routes.ts'
import type { RecruitmentDependencies } from './dependencies.ts'
import { draftEndpoints } from './drafts/drafts.routes.ts'
import { evaluationEndpoints } from './evaluations/evaluations.routes.ts'
import { exportEndpoints } from './exports/exports.routes.ts'
import { interviewEndpoints } from './interviews/interviews.routes.ts'
import { jobOfferEndpoints } from './job-offers/job-offer.routes.ts'

/** Every write of the recruitment context. */
export const recruitmentEndpoints = (dependencies: RecruitmentDependencies): Endpoint[] => [
  ...jobOfferEndpoints(dependencies),
  ...applicationEndpoints(dependencies),
  ...applicationDocumentEndpoints(dependencies),
  ...simulationEndpoints(dependencies),
  ...interviewEndpoints(dependencies),
  ...evaluationEndpoints(dependencies),
  ...synthesisEndpoints(dependencies),
  ...campaignEndpoints(dependencies),
  ...deadlineEndpoints(dependencies),
  ...exportEndpoints(dependencies),
  ...draftEndpoints(dependencies),
]
