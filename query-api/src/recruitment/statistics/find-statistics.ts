import type {
  AdvancedApplicationStatistics,
  ApplicationStatistics,
} from '@one-hcm/contracts/recruitment/statistics/application-statistics.route'
import { EVERYBODY } from '@one-hcm/contracts/recruitment/statistics/figures'
import type { RecruiterStatistics } from '@one-hcm/contracts/recruitment/statistics/recruiter-statistics.route'
import { statusCounts } from '@one-hcm/contracts/recruitment/statistics/status-counts.wire'
import type pg from 'pg'
import { prepared } from '../../lists/fetch-page.ts'

const statuses = `coalesce((select jsonb_object_agg(s.status, s.n) from (
    select t.status, sum(t.n) as n from application_statuses t where t.recruiter_id = $1::uuid group by t.status) s), '{}')`
const documents = `coalesce((select jsonb_object_agg(t.document_type, t.n)
    from application_documents t where t.recruiter_id = $1::uuid), '{}')`

type Counts = Partial<Record<string, number>>
const totalOf = (counts: Counts): number => Object.values(counts).reduce<number>((sum, n) => sum + (n ?? 0), 0)

/** All applications and their documents, counted; one statement. */
export async function findApplicationStatistics(pool: pg.Pool): Promise<ApplicationStatistics> {
  const [found] = await prepared<{ statuses: Counts; documents: Counts }>(
    pool,
    `select ${statuses} as statuses, ${documents} as documents`,
    [EVERYBODY],
  )
  return {
    total_applications: totalOf(found!.statuses),
    status_breakdown: statusCounts(found!.statuses),
    document_types: found!.documents,
  }
}

/** The same by offer and by month as well; one statement. */
export async function findAdvancedStatistics(pool: pg.Pool): Promise<AdvancedApplicationStatistics> {
  type Found = { statuses: Counts; documents: Counts } & Pick<
    AdvancedApplicationStatistics,
    'by_job_offer' | 'by_month'
  >
  const [found] = await prepared<Found>(
    pool,
    `select ${statuses} as statuses, ${documents} as documents,
       coalesce((select jsonb_agg(to_jsonb(o)) from (
         select t.job_offer_id, j.title, t.n::integer as count
         from application_totals t left join job_offers j on j.id = t.job_offer_id
         order by t.n desc, t.job_offer_id limit 100) o), '[]') as by_job_offer,
       coalesce((select jsonb_agg(to_jsonb(m)) from (
         select to_char(t.day, 'YYYY-MM') as month, sum(t.n)::integer as count
         from application_days t where t.recruiter_id = $1::uuid group by 1 order by 1 desc limit 120) m), '[]') as by_month`,
    [EVERYBODY],
  )
  const { by_job_offer, by_month } = found!
  return {
    total_applications: totalOf(found!.statuses),
    status_breakdown: statusCounts(found!.statuses),
    by_job_offer,
    by_month,
    documents_by_type: found!.documents,
  }
}

/** One recruiter's offers and the applications for them; one statement. */
export async function findRecruiterStatistics(
  pool: pg.Pool,
  recruiterId: string,
): Promise<Omit<RecruiterStatistics, 'message'>> {
  const [found] = await prepared<{ statuses: Counts; offers: Counts }>(
    pool,
    `select ${statuses} as statuses, coalesce((select jsonb_object_agg(o.status, o.n) from (
       select j.status, count(*) as n from job_offers j where j.recruiter_id = $1::uuid group by j.status) o), '{}') as offers`,
    [recruiterId],
  )
  const { offers } = found!
  return {
    recruiter_id: recruiterId,
    total_offers: totalOf(offers),
    offers_by_status: {
      draft: offers.draft ?? 0,
      active: offers.active ?? 0,
      closed: offers.closed ?? 0,
      archived: offers.archived ?? 0,
    },
    total_applications: totalOf(found!.statuses),
    applications_by_status: statusCounts(found!.statuses),
  }
}
