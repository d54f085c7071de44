import type { Endpoint } from '@one-hcm/platform/http/exchange'
import { applicationEndpoints } from './applications/application.routes.ts'
import type { RecruitmentDependencies } from './dependencies.ts'

/** Every write of the recruitment context. */
export const recruitmentEndpoints = (dependencies: RecruitmentDependencies): Endpoint[] => [
  ...applicationEndpoints(dependencies),
]
