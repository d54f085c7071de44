import {
  type ApplicationStatus,
  applicationStatuses,
  statusFr,
} from '@one-hcm/contracts/recruitment/applications/application-status'
import type { DashboardFigures } from '@one-hcm/contracts/recruitment/statistics/dashboard.wire'
import { coverageOf, dayOf, percentOf, rankOf, stages } from '@one-hcm/contracts/recruitment/statistics/figures'
import { type StatusCounts, statusCounts } from '@one-hcm/contracts/recruitment/statistics/status-counts.wire'
import { type DashboardCounts, type DashboardSelection, firstDayOf } from './find-dashboard.ts'

const DAY_MS = 86_400_000
const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0)

/** The figures that follow from the counts. */
export function dashboardFigures(counts: DashboardCounts, selection: DashboardSelection): DashboardFigures {
  const { statuses, applicants, recent, offers } = counts
  const standing = Map.groupBy(statuses, ({ status }) => status)
  const breakdown = statusCounts(
    Object.fromEntries([...standing].map(([status, of]) => [status, sum(of, ({ n }) => n)])),
  )
  const days = daysOf(selection)
  const submitted = new Map(counts.submitted.map(({ day, n }) => [day, n]))
  const gendered = applicants.male + applicants.female
  return {
    recruiter_id: selection.recruiterId ?? null,
    total_jobs: offers.total,
    active_jobs: offers.active,
    total_applications: sum(statuses, ({ n }) => n),
    unique_candidates: applicants.people,
    multi_post_candidates: applicants.several,
    new_applications: recent.applications,
    new_candidates: recent.candidates,
    interviews_scheduled: counts.interviews,
    hired: breakdown.hired,
    rejected: breakdown.rejected,
    status_breakdown: breakdown,
    applications_by_status: breakdown,
    applications_by_job: counts.jobs.map(({ id, n, ...job }) => ({
      job_offer_id: id,
      ...job,
      count: n,
      coverage_rate: coverageOf(n),
    })),
    by_period: days.map((period) => ({ period, count: submitted.get(period) ?? 0 })),
    status_evolution: evolutionOf(counts, breakdown, days, submitted),
    department_stats: counts.departments.map(({ department, jobs, active, applications }) => ({
      department,
      job_count: jobs,
      active_job_count: active,
      application_count: applications,
      coverage_rate: coverageOf(applications / jobs),
    })),
    coverage: ([100, 85, 70, 50, 0] as const).map((band) => ({
      coverage_rate: band,
      job_count: sum(
        offers.bands.filter(({ applications }) => coverageOf(applications) === band),
        ({ jobs }) => jobs,
      ),
    })),
    gender_distribution: {
      male_percent: percentOf(applicants.male, gendered),
      female_percent: percentOf(applicants.female, gendered),
      male_count: applicants.male,
      female_count: applicants.female,
      total_with_gender: gendered,
    },
    funnel: funnelOf(statuses),
    time_in_stage: applicationStatuses.map((status) => {
      const stay = counts.stays.find((one) => one.status === status)
      const waiting = counts.waiting.find((one) => one.status === status)
      return {
        status,
        stays: stay?.n ?? 0,
        mean_seconds: stay?.mean_seconds ?? null,
        waiting: waiting?.n ?? 0,
        mean_waiting_seconds: waiting?.mean_seconds ?? null,
      }
    }),
  }
}

/** Every day from the first to today. */
const daysOf = (selection: DashboardSelection): string[] =>
  Array.from({ length: selection.days }, (_, index) =>
    dayOf(new Date(Date.parse(firstDayOf(selection)) + index * DAY_MS).toISOString()),
  )

/** Day by day; where applications stood at a day's end is where they stand now, less what moved since. */
function evolutionOf(
  { moves }: DashboardCounts,
  now: StatusCounts,
  days: readonly string[],
  submitted: ReadonlyMap<string, number>,
): DashboardFigures['status_evolution'] {
  const byDay = Map.groupBy(moves, ({ day }) => day)
  const standing: Partial<Record<ApplicationStatus, number>> = { ...now }
  const undo = (day: string) => {
    for (const { status, entered, departed } of byDay.get(day) ?? [])
      standing[status] = (standing[status] ?? 0) - entered + departed
  }
  // A clock that was ahead dates a move after today: it has not happened yet.
  for (const day of byDay.keys()) if (day > days.at(-1)!) undo(day)
  return days
    .toReversed()
    .map((date) => {
      const moved = byDay.get(date) ?? []
      const atTheEnd = statusCounts(standing)
      undo(date)
      return {
        date,
        submitted: submitted.get(date) ?? 0,
        entered: statusCounts(Object.fromEntries(moved.map(({ status, entered }) => [status, entered]))),
        departed: statusCounts(Object.fromEntries(moved.map(({ status, departed }) => [status, departed]))),
        standing: atTheEnd,
        ...inFrench(atTheEnd),
      }
    })
    .reverse()
}

const inFrench = (counts: StatusCounts): Record<string, number> => {
  const words: Record<string, number> = {}
  for (const status of applicationStatuses) words[statusFr[status]] = (words[statusFr[status]] ?? 0) + counts[status]
  return words
}

function funnelOf(statuses: DashboardCounts['statuses']): DashboardFigures['funnel'] {
  const all = sum(statuses, ({ n }) => n)
  const count = (which: (one: DashboardCounts['statuses'][number]) => boolean) =>
    sum(statuses.filter(which), ({ n }) => n)
  return stages.map((stage) => {
    const reached = count(({ furthest }) => rankOf(furthest) >= rankOf(stage))
    return {
      stage,
      reached,
      standing: count(({ status }) => status === stage),
      ended: count(({ status, furthest }) => rankOf(status) < 0 && furthest === stage),
      reached_percent: percentOf(reached, all),
    }
  })
}
