import type { Recorded } from '../../kernel/event.ts'
import { changesOf, type LiveEvent } from './changes-of.ts'
import type { LiveChange } from './live-change.ts'

/** One event as clients hear of it; a row of its own, under the event's id. */
export type LiveEventRow = {
  at: string
  changes: readonly LiveChange[]
  /** The account that it is about, and the offer: who may see them is decided by what they are when it is sent. */
  user_id: string | null
  job_offer_id: string | null
}

/** Undefined for events that nobody can hear of. */
export function foldLiveEvent(_row: LiveEventRow | undefined, event: Recorded<LiveEvent>): LiveEventRow | undefined {
  const changes = changesOf(event)
  if (changes.length === 0) return undefined
  const { job_offer_id } = event.data as { job_offer_id?: string | null }
  const isAboutOffer = changes.some(({ resource, audience }) => resource === 'job_offer' || audience === 'job-offers')
  return {
    at: event.metadata.occurred_at,
    changes,
    user_id: changes.find(({ resource }) => resource === 'user')?.owner_id ?? null,
    job_offer_id: isAboutOffer ? (job_offer_id ?? null) : null,
  }
}
