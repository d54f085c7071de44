import type { ApplicationStatus } from '@one-hcm/contracts/recruitment/applications/application-status'
import type { OfferStatus } from '@one-hcm/contracts/recruitment/job-offers/job-offer-status'
import { dayOf, EVERYBODY, type Stage } from '@one-hcm/contracts/recruitment/statistics/figures'
import type pg from 'pg'
import { prepared } from '../../lists/fetch-page.ts'

/** What the database has for a dashboard; sums only, so that its size does not depend on how many applications there are. */
export type DashboardCounts = {
  statuses: { status: ApplicationStatus; furthest: Stage; n: number }[]
  waiting: { status: ApplicationStatus; n: number; mean_seconds: number }[]
  stays: { status: ApplicationStatus; n: number; mean_seconds: number }[]
  submitted: { day: string; n: number }[]
  moves: { day: string; status: ApplicationStatus; entered: number; departed: number }[]
  applicants: { people: number; several: number; male: number; female: number }
  recent: { applications: number; candidates: number }
  interviews: number
  offers: { total: number; active: number; bands: { applications: number; jobs: number }[] }
  jobs: { id: string; title: string; department: string | null; status: OfferStatus; n: number }[]
  departments: { department: string | null; jobs: number; active: number; applications: number }[]
}

export type DashboardSelection = {
  /** Whose offers; undefined for everybody's. */
  recruiterId: string | undefined
  days: number
  jobs: number
  now: Date
}

const DAY_MS = 86_400_000
/** Departments are what offers say, so there could be as many as offers. */
const DEPARTMENTS_MAX = 100

/** The first day of a dashboard, so that the last of `days` is today; `YYYY-MM-DD` in UTC. */
export const firstDayOf = ({ now, days }: Pick<DashboardSelection, 'now' | 'days'>): string =>
  dayOf(new Date(now.getTime() - (days - 1) * DAY_MS).toISOString())

/**
 * All counts of a dashboard in one statement, so that they are of one moment and agree with one another. It reads what the
 * projector counted, the offers in question and who applied for them; applications themselves only of the last day.
 */
export async function findDashboard(pool: pg.Pool, selection: DashboardSelection): Promise<DashboardCounts> {
  const { recruiterId, jobs, now } = selection
  const own = recruiterId !== undefined
  const [found] = await prepared<DashboardCounts>(pool, own ? sqlOf('own') : sqlOf('all'), [
    recruiterId ?? EVERYBODY,
    now.getTime(),
    firstDayOf(selection),
    jobs,
    new Date(now.getTime() - DAY_MS).toISOString(),
    // An end that nothing lies behind: with both ends given, a plan for any values takes them for a short range.
    'infinity',
  ])
  return found!
}

/** Rows of a query as a list. */
const list = (query: string) => `coalesce((select jsonb_agg(to_jsonb(l)) from (${query}) l), '[]')`
const one = (query: string) => `(select to_jsonb(o) from (${query}) o)`

/** Parameters: whose, now in milliseconds, the first day, how many jobs, from when and until when is recent. */
const sqlOf = (whose: 'own' | 'all') => {
  const only = (column: string, word: 'where' | 'and') => (whose === 'own' ? `${word} ${column} = $1::uuid` : '')
  return `
    with offers as materialized (
      select j.id, j.title, j.department, j.status, j.created_at, coalesce(o.n, 0)::integer as n
      from job_offers j
      left join application_totals o on o.job_offer_id = j.id
      ${only('j.recruiter_id', 'where')}),
    standing as materialized (
      select t.status, t.furthest, t.n, t.since_ms from application_statuses t where t.recruiter_id = $1::uuid)
    select
      ${list('select status, furthest, n::integer from standing')} as statuses,
      ${list(`select status, sum(n)::integer as n,
          greatest(0, round((sum(n) * $2::numeric - sum(since_ms)) / (sum(n) * 1000)))::bigint as mean_seconds
        from standing group by status`)} as waiting,
      ${list(`select t.status, t.n::integer, round(t.ms / (t.n * 1000))::bigint as mean_seconds
        from application_stays t where t.recruiter_id = $1::uuid`)} as stays,
      ${list(`select t.day::text, sum(t.n)::integer as n from application_days t
        where t.recruiter_id = $1::uuid and t.day >= $3::date group by t.day`)} as submitted,
      ${list(`select t.day::text, t.status, t.entered::integer, t.departed::integer from application_moves t
        where t.recruiter_id = $1::uuid and t.day >= $3::date`)} as moves,
      ${one(`select count(*)::integer as people, count(*) filter (where t.n > 1)::integer as several,
          count(*) filter (where u.sexe = 'M')::integer as male, count(*) filter (where u.sexe = 'F')::integer as female
        from applicants t left join users u on u.id = t.candidate_id where t.recruiter_id = $1::uuid`)} as applicants,
      ${one(`select count(*)::integer as applications, count(distinct a.candidate_id)::integer as candidates
        from applications a where a.created_at > $5::timestamptz and a.created_at < $6::timestamptz
        ${only('a.recruiter_id', 'and')}`)} as recent,
      (select coalesce(sum(i.n), 0)::integer from offers j join interviews_by_status i on i.job_offer_id = j.id
        where i.status = 'scheduled') as interviews,
      (select jsonb_build_object(
          'total', count(*), 'active', count(*) filter (where status = 'active'),
          'bands', ${list(`select least(n, 10) as applications, count(*)::integer as jobs from offers group by 1`)})
        from offers) as offers,
      ${list('select id, title, department, status, n from offers order by n desc, created_at desc, id limit $4')} as jobs,
      ${list(`select department, count(*)::integer as jobs, count(*) filter (where status = 'active')::integer as active,
          sum(n)::integer as applications
        from offers group by department order by 2 desc, 4 desc, department collate "C" nulls last limit ${DEPARTMENTS_MAX}`)} as departments`
}
