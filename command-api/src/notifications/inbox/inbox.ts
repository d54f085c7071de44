import type { InboxEvent } from '@one-hcm/contracts/notifications/inbox/inbox.events'
import { foldInbox, type InboxRow } from '@one-hcm/contracts/notifications/inbox/inbox.row'
import type { Aggregate } from '@one-hcm/platform/commands/aggregate'

/** What one person has read and wishes to be told, as decisions see it. */
export type InboxState = {
  /** Every notification up to this id is read. */
  readUpToId: number
  /** Read by themselves, after that one. */
  read: readonly number[]
  jobOffers: boolean
  /** Events that this inbox was told of, though they do not name its owner. */
  toldOf: readonly string[]
}

export const inbox: Aggregate<InboxState, InboxEvent, InboxRow> = {
  name: 'inbox',
  category: 'notifications',
  initialState: { readUpToId: 0, read: [], jobOffers: false, toldOf: [] },
  evolve: (state, event) => {
    switch (event.type) {
      case 'NotificationCreated':
        return { ...state, toldOf: [...state.toldOf, event.data.source_event_id] }
      case 'NotificationRead':
        return { ...state, read: [...state.read, event.data.notification_id] }
      case 'AllNotificationsRead': {
        const { up_to_id } = event.data
        return { ...state, readUpToId: up_to_id, read: state.read.filter((id) => id > up_to_id) }
      }
      case 'NotificationPreferencesChanged':
        return { ...state, jobOffers: event.data.job_offers }
    }
  },
  foldRow: foldInbox,
}
