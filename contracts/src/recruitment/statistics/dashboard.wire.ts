import { z } from 'zod'
import { applicationStatuses, statusFr } from '../applications/application-status.ts'
import { offerStatuses } from '../job-offers/job-offer-status.ts'
import { stages } from './figures.ts'
import { count, statusCountsWire } from './status-counts.wire.ts'

const percent = z.number().min(0).max(100)
const coverage = z.union([z.literal(0), z.literal(50), z.literal(70), z.literal(85), z.literal(100)])
const bands = 'at least 10 applications 100, 7 to 9 85, 4 to 6 70, 2 to 3 50, fewer 0'
const seconds = z.number().int().nullable()

export const offerFiguresWire = z.object({
  job_offer_id: z.uuid(),
  title: z.string(),
  department: z.string().nullable(),
  status: z.enum(offerStatuses),
  count: count.meta({ description: 'Applications for the offer' }),
  coverage_rate: coverage.meta({ description: `Percent: ${bands}` }),
})

export const departmentFiguresWire = z.object({
  department: z.string().nullable().meta({ description: 'As the offers name it now; null for offers that name none' }),
  job_count: count,
  active_job_count: count,
  application_count: count,
  coverage_rate: coverage.meta({ description: `Percent, by the mean of applications per offer: ${bands}` }),
})

/** The words of existing clients: how many applications stood in each at the end of the day. */
const frenchWords = Object.fromEntries(
  [...new Set(Object.values(statusFr))].map((word) => [
    word,
    count.meta({ deprecated: true, description: `standing, all that are shown as ${word}` }),
  ]),
)

export const dayFiguresWire = z.object({
  date: z.string().meta({ description: '`YYYY-MM-DD`, UTC' }),
  submitted: count.meta({ description: 'Applications submitted that day' }),
  entered: statusCountsWire.meta({ description: 'How often an application came into the status that day' }),
  departed: statusCountsWire.meta({ description: 'How often one left it' }),
  standing: statusCountsWire.meta({ description: 'How many were in it at the end of the day' }),
  ...frenchWords,
})

export const stageFiguresWire = z.object({
  stage: z.enum(stages),
  reached: count.meta({ description: 'Applications that ever came this far or further, wherever they stand now' }),
  standing: count.meta({ description: 'Those that are in it now' }),
  ended: count.meta({ description: 'Those that came no further and are rejected or withdrawn now' }),
  reached_percent: percent.meta({ description: 'reached, of all applications' }),
})

export const stayFiguresWire = z.object({
  status: z.enum(applicationStatuses),
  stays: count.meta({ description: 'How often an application was in it and left it' }),
  mean_seconds: seconds.meta({ description: 'Mean length of these stays; null while there is none' }),
  waiting: count.meta({ description: 'How many are in it now' }),
  mean_waiting_seconds: seconds.meta({ description: 'Mean time that they are in it already' }),
})

/** Figures of one recruiter's offers, or of all: recruitment §4.11 and §8, and more; docs/statistics.md defines each. */
export const dashboardFiguresWire = z
  .object({
    recruiter_id: z.uuid().nullable().meta({ description: 'Whose offers the figures are about; null for everybody’s' }),
    total_jobs: count.meta({ description: 'Offers in every state; deleted ones do not count' }),
    active_jobs: count.meta({ description: 'Offers that are open' }),
    total_applications: count.meta({ description: 'Applications that exist, in any status' }),
    unique_candidates: count.meta({ description: 'People who have at least one application' }),
    multi_post_candidates: count.meta({ description: 'People who have applications for several offers' }),
    new_applications: count.meta({ description: 'Submitted in the 24 hours before generated_at' }),
    new_candidates: count.meta({ description: 'People who submitted one in the 24 hours before generated_at' }),
    interviews_scheduled: count.meta({
      description: 'Interviews in the calendar that are neither held nor called off',
    }),
    hired: count.meta({ description: 'Applications that are hired now' }),
    rejected: count.meta({ description: 'Applications that are rejected now; withdrawn ones are not' }),
    status_breakdown: statusCountsWire.meta({ description: 'Applications by the status they have now' }),
    applications_by_status: statusCountsWire.meta({ deprecated: true, description: 'Alias of status_breakdown' }),
    applications_by_job: z
      .array(offerFiguresWire)
      .meta({ description: 'Offers by the number of applications, most first; at most `jobs` of them' }),
    by_period: z
      .array(z.object({ period: z.string(), count }))
      .meta({ description: 'Applications by the UTC day of submission: the last `days`, today included' }),
    status_evolution: z.array(dayFiguresWire).meta({ description: 'The last `days`, oldest first, today included' }),
    department_stats: z.array(departmentFiguresWire).meta({ description: 'At most 100, those with most offers first' }),
    coverage: z
      .array(z.object({ coverage_rate: coverage, job_count: count }))
      .meta({ description: `How many offers are in each band: ${bands}` }),
    gender_distribution: z.object({
      male_percent: percent.meta({ description: 'Of total_with_gender, to one decimal' }),
      female_percent: percent,
      male_count: count,
      female_count: count,
      total_with_gender: count.meta({ description: 'People with an application whose gender is known' }),
    }),
    funnel: z.array(stageFiguresWire).meta({ description: 'The way to being hired, stage by stage' }),
    time_in_stage: z.array(stayFiguresWire).meta({ description: 'How long applications stay in each status' }),
  })
  .meta({ id: 'DashboardFigures' })
export type DashboardFigures = z.infer<typeof dashboardFiguresWire>

const alias = <T extends z.ZodType>(type: T, of: string) =>
  type.meta({ deprecated: true, description: `Alias of ${of}` })
const { shape } = dashboardFiguresWire

/** What the existing interface calls the same figures. */
const aliases = {
  totalJobs: alias(count, 'total_jobs'),
  totalCandidates: alias(count, 'unique_candidates'),
  newCandidates: alias(count, 'new_candidates'),
  interviewsScheduled: alias(count, 'interviews_scheduled'),
  malePercent: alias(percent, 'gender_distribution.male_percent'),
  femalePercent: alias(percent, 'gender_distribution.female_percent'),
  multiPostCandidates: alias(count, 'multi_post_candidates'),
  jobCoverage: alias(shape.applications_by_job, 'applications_by_job'),
  applicationsPerJob: alias(shape.applications_by_job, 'applications_by_job'),
  statusEvolution: alias(shape.status_evolution, 'status_evolution'),
  departmentStats: alias(shape.department_stats, 'department_stats'),
}

/** Both shapes of the original: the figures under `stats`, and the same at top level. */
export const dashboardWire = dashboardFiguresWire
  .extend({
    ...aliases,
    stats: dashboardFiguresWire,
    generated_at: z.string().meta({ description: 'The moment that the figures are of' }),
  })
  .meta({ id: 'Dashboard' })
export type DashboardWire = z.infer<typeof dashboardWire>

/** The one place where the figures get their wire form, with the names of existing clients. */
export const dashboardToWire = (stats: DashboardFigures, generatedAt: string): DashboardWire => ({
  ...stats,
  totalJobs: stats.total_jobs,
  totalCandidates: stats.unique_candidates,
  newCandidates: stats.new_candidates,
  interviewsScheduled: stats.interviews_scheduled,
  malePercent: stats.gender_distribution.male_percent,
  femalePercent: stats.gender_distribution.female_percent,
  multiPostCandidates: stats.multi_post_candidates,
  jobCoverage: stats.applications_by_job,
  applicationsPerJob: stats.applications_by_job,
  statusEvolution: stats.status_evolution,
  departmentStats: stats.department_stats,
  stats,
  generated_at: generatedAt,
})
