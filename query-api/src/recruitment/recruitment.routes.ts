import type { Endpoint } from '@one-hcm/platform/http/exchange'
import type { RecruitmentDependencies } from './dependencies.ts'

/** Every read of the recruitment context. */
export const recruitmentEndpoints = (_dependencies: RecruitmentDependencies): Endpoint[] => []
