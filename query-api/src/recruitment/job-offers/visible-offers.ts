import type { Role } from '@one-hcm/contracts/kernel/route'
import type { Filters } from '../../lists/filters.ts'

/** How much of an offer a caller gets, and of which offers (recruitment §3.2, §4.4). */
export type OfferView = 'everything' | 'own audience' | 'public'

const seesEverything: readonly Role[] = ['admin', 'recruiter', 'observer', 'auditor']

export function viewOf(caller: { role: Role } | undefined): OfferView {
  if (caller && seesEverything.includes(caller.role)) return 'everything'
  return caller?.role === 'candidate' ? 'own audience' : 'public'
}

/** Leaves only what the view shows of `job_offers j`. A candidate whose status is unknown counts as external. */
export function limitToVisible(filters: Filters, view: OfferView, callerId: string | undefined): void {
  if (view === 'everything') return
  filters.always("j.status = 'active'")
  if (view === 'public') filters.always("j.offer_status in ('tous', 'externe')")
  else
    filters.where(
      (caller) =>
        `j.offer_status in ('tous', coalesce((select u.doc ->> 'candidate_status' from users u where u.id = ${caller}::uuid), 'externe'))`,
      callerId,
    )
}
