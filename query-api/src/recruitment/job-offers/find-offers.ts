import type { PageRequest } from '@one-hcm/contracts/kernel/envelope'
import type { JobOfferRow } from '@one-hcm/contracts/recruitment/job-offers/job-offer.row'
import type { JobOfferListQuery } from '@one-hcm/contracts/recruitment/job-offers/list-job-offers.route'
import type { Caller } from '@one-hcm/platform/http/exchange'
import type pg from 'pg'
import { fetchPage, prepared } from '../../lists/fetch-page.ts'
import { contains, createFilters, type Filters } from '../../lists/filters.ts'
import { readById } from '../../lists/read-by-id.ts'
import { limitToVisible, type OfferView } from './visible-offers.ts'

/** An offer as it was found, whether the asking candidate has applied for it, and for staff how many have. */
export type FoundOffer = { doc: JobOfferRow; revision: number; applied: boolean; counts: OfferCounts | null }
export type OfferCounts = { candidate_count: number; new_candidates: number }

export type OfferSearch = PageRequest &
  Partial<Omit<JobOfferListQuery, 'skip' | 'limit' | 'envelope'>> & {
    /** Only this recruiter's. */
    recruiterId?: string
  }

const sorts = {
  created_at: { column: 'j.created_at', type: 'timestamptz' },
  updated_at: { column: 'j.updated_at', type: 'timestamptz' },
  title: { column: 'j.title', type: 'text' },
} as const

/** A page of the offers that a view shows. */
export function findOffers(pool: pg.Pool, view: OfferView, caller: Caller | undefined, search: OfferSearch) {
  const filters = createFilters()
  limitToVisible(filters, view, caller?.id)
  filters.where((p) => `j.recruiter_id = ${p}::uuid`, search.recruiterId)
  filters.where((p) => `j.status = ${p}`, search.status_filter)
  filters.where((p) => `j.location ilike ${p}`, contains(search.location))
  filters.where((p) => `j.contract_type = ${p}`, search.contract_type)
  filters.where((p) => `j.department ilike ${p}`, contains(search.department))
  filters.where((p) => `j.offer_status = ${p}`, search.offer_status)
  filters.where((p) => `j.campaign_id = ${p}::integer`, search.campaign_id)
  filters.where((p) => `j.search like ${p}`, contains(search.q?.toLowerCase()))
  return fetchPage<FoundOffer>(pool, {
    select: (page) => selectOf(page, view, caller),
    from: 'job_offers j',
    id: 'j.id',
    filters,
    sort: sorts[search.sort ?? 'created_at'],
    order: search.order ?? 'desc',
    skip: search.skip,
    limit: search.limit,
    cursor: search.cursor,
  })
}

/** One offer, undefined when there is none or the view does not show it. */
export function findOffer(
  pool: pg.Pool,
  view: OfferView,
  caller: Caller | undefined,
  id: string,
): Promise<FoundOffer | undefined> {
  const filters = createFilters()
  const select = selectOf(filters, view, caller)
  limitToVisible(filters, view, caller?.id)
  return readById<FoundOffer>(pool, { select, from: 'job_offers j', id: 'j.id', filters }, id)
}

/** How many offers everybody sees. */
export async function countPublicOffers(pool: pg.Pool): Promise<number> {
  const filters = createFilters()
  limitToVisible(filters, 'public', undefined)
  const [counted] = await prepared<{ total: number }>(
    pool,
    `select count(*)::integer as total from job_offers j ${filters.sql()}`,
    filters.values(),
  )
  return counted!.total
}

const selectOf = (filters: Filters, view: OfferView, caller: Caller | undefined): string =>
  `j.doc, j.revision, ${appliedBy(filters, view, caller)} as applied, ${view === 'everything' ? COUNTS : 'null'} as counts`

/** Applications for the offer, and those of the last 24 hours, which an index finds. */
const COUNTS = `jsonb_build_object(
  'candidate_count', coalesce((select t.n from application_totals t where t.job_offer_id = j.id), 0),
  'new_candidates', (select count(*) from applications a
                     where a.job_offer_id = j.id and a.created_at > now() - interval '24 hours'))`

/** Only candidates apply; for everybody else the look-up is not made. */
function appliedBy(filters: Filters, view: OfferView, caller: Caller | undefined): string {
  if (view !== 'own audience' || !caller) return 'false'
  return `exists (select from applications a where a.candidate_id = ${filters.value(caller.id)}::uuid and a.job_offer_id = j.id)`
}
