import type { Decision } from '@one-hcm/contracts/kernel/decision'
import type { InboxEvent } from '@one-hcm/contracts/notifications/inbox/inbox.events'
import type { InboxState } from './inbox.ts'

export type ChangePreferences = { userId: string; jobOffers: boolean }

/** Offers are told to who asked for it, from then on; nobody is told by default (recruitment §5.2, "opt-in"). */
export const changePreferences = (state: InboxState, { userId, jobOffers }: ChangePreferences): Decision<InboxEvent> =>
  state.jobOffers === jobOffers
    ? []
    : [{ type: 'NotificationPreferencesChanged', data: { user_id: userId, job_offers: jobOffers } }]
