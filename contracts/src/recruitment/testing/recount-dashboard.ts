import { type ApplicationStatus, applicationStatuses, statusFr } from '../applications/application-status.ts'
import type { DashboardFigures } from '../statistics/dashboard.wire.ts'
import { coverageOf, dayOf, percentOf, rankOf, stages } from '../statistics/figures.ts'
import { type StatusCounts, statusCounts } from '../statistics/status-counts.wire.ts'
import { type Application, type CountedEvent, type Offer, replay } from './replay-history.ts'

/** What to count: whose offers (undefined: everybody's), at which moment, over how many days, with how many offers. */
export type RecountOf = { recruiterId?: string | undefined; now: string; days: number; jobs: number }

const DAY_MS = 86_400_000
/** Every figure of a dashboard, counted over again from a history. */
export function recountDashboard(events: readonly CountedEvent[], of: RecountOf): DashboardFigures {
  const world = replay(events)
  const mine = (recruiter: string) => of.recruiterId === undefined || recruiter === of.recruiterId
  const applications = [...world.applications.values()].filter(({ recruiter }) => mine(recruiter))
  const offers = [...world.offers.values()].filter(({ recruiter }) => mine(recruiter))
  const ids = new Set(offers.map(({ id }) => id))
  const now = Date.parse(of.now)
  const perOffer = (id: string) => applications.filter(({ offer }) => offer === id).length
  const people = Map.groupBy(applications, ({ candidate }) => candidate)
  const recent = applications.filter(({ stays }) => Date.parse(stays[0]!.at) > now - DAY_MS)
  const breakdown = standingAt(applications, undefined)
  const gender = (sexe: 'M' | 'F') => [...people.keys()].filter((id) => world.sexes.get(id) === sexe).length
  const [male, female] = [gender('M'), gender('F')]
  const days = Array.from({ length: of.days }, (_, index) =>
    dayOf(new Date(now - (of.days - 1 - index) * DAY_MS).toISOString()),
  )
  const submittedOn = (day: string) => applications.filter(({ stays }) => dayOf(stays[0]!.at) === day).length
  return {
    recruiter_id: of.recruiterId ?? null,
    total_jobs: offers.length,
    active_jobs: offers.filter(({ status }) => status === 'active').length,
    total_applications: applications.length,
    unique_candidates: people.size,
    multi_post_candidates: [...people.values()].filter(({ length }) => length > 1).length,
    new_applications: recent.length,
    new_candidates: new Set(recent.map(({ candidate }) => candidate)).size,
    interviews_scheduled: [...world.interviews.values()].filter(({ offer, scheduled }) => scheduled && ids.has(offer))
      .length,
    hired: breakdown.hired,
    rejected: breakdown.rejected,
    status_breakdown: breakdown,
    applications_by_status: breakdown,
    applications_by_job: offers
      .map((offer) => ({ ...offer, n: perOffer(offer.id) }))
      .sort((a, b) => b.n - a.n || Date.parse(b.at) - Date.parse(a.at) || (a.id < b.id ? -1 : 1))
      .slice(0, of.jobs)
      .map(({ id, title, department, status, n }) => ({
        job_offer_id: id,
        title,
        department,
        status,
        count: n,
        coverage_rate: coverageOf(n),
      })),
    by_period: days.map((period) => ({ period, count: submittedOn(period) })),
    status_evolution: days.map((date) => evolutionOn(applications, date, submittedOn(date))),
    department_stats: departmentsOf(offers, perOffer),
    coverage: ([100, 85, 70, 50, 0] as const).map((band) => ({
      coverage_rate: band,
      job_count: offers.filter(({ id }) => coverageOf(perOffer(id)) === band).length,
    })),
    gender_distribution: {
      male_percent: percentOf(male, male + female),
      female_percent: percentOf(female, male + female),
      male_count: male,
      female_count: female,
      total_with_gender: male + female,
    },
    funnel: funnelOf(applications),
    time_in_stage: applicationStatuses.map((status) => staysIn(applications, status, now)),
  }
}

/** Where applications stand, now or at the end of a day. */
function standingAt(applications: readonly Application[], day: string | undefined): StatusCounts {
  const counts: Record<string, number> = {}
  for (const { stays } of applications) {
    const last = stays.filter(({ at }) => day === undefined || dayOf(at) <= day).at(-1)
    if (last) counts[last.status] = (counts[last.status] ?? 0) + 1
  }
  return statusCounts(counts)
}

function evolutionOn(
  applications: readonly Application[],
  date: string,
  submitted: number,
): DashboardFigures['status_evolution'][number] {
  const tally = (which: (application: Application, index: number) => boolean) => {
    const counts: Record<string, number> = {}
    for (const application of applications)
      application.stays.forEach(({ status }, index) => {
        if (which(application, index)) counts[status] = (counts[status] ?? 0) + 1
      })
    return statusCounts(counts)
  }
  const standing = standingAt(applications, date)
  const french: Record<string, number> = {}
  for (const status of applicationStatuses)
    french[statusFr[status]] = (french[statusFr[status]] ?? 0) + standing[status]
  return {
    date,
    submitted,
    entered: tally(({ stays }, index) => dayOf(stays[index]!.at) === date),
    departed: tally(({ stays }, index) => stays[index + 1] !== undefined && dayOf(stays[index + 1]!.at) === date),
    standing,
    ...french,
  }
}

function departmentsOf(
  offers: readonly Offer[],
  perOffer: (id: string) => number,
): DashboardFigures['department_stats'] {
  return [...Map.groupBy(offers, ({ department }) => department)]
    .map(([department, of]) => {
      const application_count = of.reduce((sum, { id }) => sum + perOffer(id), 0)
      return {
        department,
        job_count: of.length,
        active_job_count: of.filter(({ status }) => status === 'active').length,
        application_count,
        coverage_rate: coverageOf(application_count / of.length),
      }
    })
    .sort(
      (a, b) =>
        b.job_count - a.job_count ||
        b.application_count - a.application_count ||
        (a.department === null ? 1 : b.department === null || a.department < b.department ? -1 : 1),
    )
    .slice(0, 100)
}

function funnelOf(applications: readonly Application[]): DashboardFigures['funnel'] {
  const furthest = ({ stays }: Application) => Math.max(...stays.map(({ status }) => rankOf(status)))
  return stages.map((stage, rank) => {
    const reached = applications.filter((one) => furthest(one) >= rank)
    return {
      stage,
      reached: reached.length,
      standing: applications.filter(({ stays }) => stays.at(-1)!.status === stage).length,
      ended: reached.filter((one) => furthest(one) === rank && rankOf(one.stays.at(-1)!.status) < 0).length,
      reached_percent: percentOf(reached.length, applications.length),
    }
  })
}

function staysIn(
  applications: readonly Application[],
  status: ApplicationStatus,
  now: number,
): DashboardFigures['time_in_stage'][number] {
  const ended = applications.flatMap(({ stays }) =>
    stays.flatMap((stay, index) => {
      const next = stays[index + 1]
      return stay.status === status && next ? [Math.max(0, Date.parse(next.at) - Date.parse(stay.at))] : []
    }),
  )
  const waiting = applications.flatMap(({ stays }) =>
    stays.at(-1)!.status === status ? [now - Date.parse(stays.at(-1)!.at)] : [],
  )
  const mean = (ms: readonly number[]) =>
    ms.length === 0 ? null : Math.max(0, Math.round(ms.reduce((sum, one) => sum + one, 0) / (ms.length * 1000)))
  return {
    status,
    stays: ended.length,
    mean_seconds: mean(ended),
    waiting: waiting.length,
    mean_waiting_seconds: mean(waiting),
  }
}
