import { dimCandidates } from './dim-candidates.table.ts'
import { dimJobOffers } from './dim-job-offers.table.ts'
import { factApplications } from './fact-applications.table.ts'
import type { LakeTable } from './lake-table.ts'

/** Every table of the raw zone. */
export const lakeTables: readonly LakeTable[] = [
  dimCandidates as unknown as LakeTable,
  dimJobOffers as unknown as LakeTable,
  factApplications as unknown as LakeTable,
]
