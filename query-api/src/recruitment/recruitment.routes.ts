import type { Endpoint } from '@one-hcm/platform/http/exchange'
import { applicationEndpoints } from './applications/applications.routes.ts'
import { optimizedApplicationEndpoints } from './applications/optimized-applications.routes.ts'
import { campaignEndpoints } from './campaigns/campaigns.routes.ts'
import { candidateEndpoints } from './candidates/candidates.routes.ts'
import { deadlineEndpoints } from './deadlines/deadlines.routes.ts'
import type { RecruitmentDependencies } from './dependencies.ts'
import { dossierEndpoints } from './dossiers/dossiers.routes.ts'
import { draftEndpoints } from './drafts/drafts.routes.ts'
import { evaluationEndpoints } from './evaluations/evaluations.routes.ts'
import { exportEndpoints } from './exports/exports.routes.ts'
import { interviewEndpoints } from './interviews/interviews.routes.ts'
import { jobOfferEndpoints } from './job-offers/job-offers.routes.ts'
import { statisticsEndpoints } from './statistics/statistics.routes.ts'

/** Every read of the recruitment context. */
export const recruitmentEndpoints = (dependencies: RecruitmentDependencies): Endpoint[] => [
  ...statisticsEndpoints(dependencies),
  ...optimizedApplicationEndpoints(dependencies),
  ...jobOfferEndpoints(dependencies),
  ...applicationEndpoints(dependencies),
  ...dossierEndpoints(dependencies),
  ...candidateEndpoints(dependencies),
  ...interviewEndpoints(dependencies),
  ...evaluationEndpoints(dependencies),
  ...campaignEndpoints(dependencies),
  ...deadlineEndpoints(dependencies),
  ...exportEndpoints(dependencies),
  ...draftEndpoints(dependencies),
]
