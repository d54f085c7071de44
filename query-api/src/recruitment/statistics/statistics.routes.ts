import { refuse } from '@one-hcm/contracts/kernel/decision'
import { enveloped } from '@one-hcm/contracts/kernel/envelope'
import type { Role } from '@one-hcm/contracts/kernel/route'
import {
  getAdvancedApplicationStatisticsRoute,
  getApplicationStatisticsRoute,
} from '@one-hcm/contracts/recruitment/statistics/application-statistics.route'
import { dashboardToWire } from '@one-hcm/contracts/recruitment/statistics/dashboard.wire'
import {
  comparePerformanceRoute,
  getDashboardRoute,
} from '@one-hcm/contracts/recruitment/statistics/get-dashboard.route'
import { getRecruiterStatisticsRoute } from '@one-hcm/contracts/recruitment/statistics/recruiter-statistics.route'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type { RecruitmentDependencies } from '../dependencies.ts'
import { dashboardFigures } from './dashboard-figures.ts'
import { findDashboard } from './find-dashboard.ts'
import { findAdvancedStatistics, findApplicationStatistics, findRecruiterStatistics } from './find-statistics.ts'

/** Figures, each of one moment and in one statement (recruitment §4.4, §4.5, §4.11). */
export const statisticsEndpoints = ({ readModels }: Pick<RecruitmentDependencies, 'readModels'>): Endpoint[] => [
  endpoint(getApplicationStatisticsRoute, async () => ({
    body: enveloped(await findApplicationStatistics(readModels.pool()), 'Statistiques des candidatures'),
  })),

  endpoint(getAdvancedApplicationStatisticsRoute, async () => ({
    body: { success: true, data: await findAdvancedStatistics(readModels.pool()) },
  })),

  endpoint(getRecruiterStatisticsRoute, async ({ user }) => ({
    body: { ...(await findRecruiterStatistics(readModels.pool(), user.id)), message: 'Statistiques de vos offres' },
  })),

  endpoint(getDashboardRoute, async ({ query, user }) => {
    const now = new Date()
    const { days, jobs } = query
    const selection = { recruiterId: scopeOf(query.recruiter_id, user), days, jobs, now }
    const counts = await findDashboard(readModels.pool(), selection)
    return { body: dashboardToWire(dashboardFigures(counts, selection), now.toISOString()) }
  }),

  endpoint(comparePerformanceRoute, () => Promise.resolve(refuse('performance-comparison-gone'))),
]

/** Whose figures: whoever is asked for, else a recruiter's own and for others everybody's. */
function scopeOf(wanted: string | undefined, user: { id: string; role: Role }): string | undefined {
  if (wanted !== undefined) return wanted === 'all' ? undefined : wanted
  return user.role === 'recruiter' ? user.id : undefined
}
