import type { PageRequest } from '@one-hcm/contracts/kernel/envelope'
import type { JobOfferRow } from '@one-hcm/contracts/recruitment/job-offers/job-offer.row'
import type { JobOfferListQuery } from '@one-hcm/contracts/recruitment/job-offers/list-job-offers.route'
import type { Caller } from '@one-hcm/platform/http/exchange'
import type pg from 'pg'
import { fetchPage, prepared } from '../../lists/fetch-page.ts'
import { contains, createFilters, type Filters } from '../../lists/filters.ts'
import { readById } from '../../lists/read-by-id.ts'
import { limitToVisible, type OfferView } from './visible-offers.ts'

/** An offer as it was found, and whether the asking candidate has applied for it. */
export type FoundOffer = { doc: JobOfferRow; revision: number; applied: boolean }

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
  filters.where(
    (p) => `(j.title ilike ${p} or j.department ilike ${p} or j.doc ->> 'description' ilike ${p})`,
    contains(search.q),
  )
  return fetchPage<FoundOffer>(pool, {
    select: (page) => `j.doc, j.revision, ${appliedBy(page, view, caller)} as applied`,
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
  const applied = appliedBy(filters, view, caller)
  limitToVisible(filters, view, caller?.id)
  const select = `j.doc, j.revision, ${applied} as applied`
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

/** Only candidates apply; for everybody else the look-up is not made. */
function appliedBy(filters: Filters, view: OfferView, caller: Caller | undefined): string {
  if (view !== 'own audience' || !caller) return 'false'
  return `exists (select from applications a where a.candidate_id = ${filters.value(caller.id)}::uuid and a.job_offer_id = j.id)`
}
