import type { AdministratorEvent } from '@one-hcm/contracts/identity/administrators/administrator.events'
import type { Aggregate } from '@one-hcm/platform/commands/aggregate'

/** The one stream that says who counts as an active administrator. */
export const ADMINISTRATORS = 'main'

/** By person: whether they count, and the revision of their own stream that said so. */
export type AdministratorsState = Readonly<Record<string, { listed: boolean; revision: number }>>

/**
 * Active administrators. An account joins after its own event and leaves before it, so whoever is listed is one; and as
 * all of them are in one stream, no two can leave at the same moment (decision 0010).
 */
export const administrators: Aggregate<AdministratorsState, AdministratorEvent, never> = {
  name: 'administrators',
  category: 'administrators',
  initialState: {},
  evolve: (state, { type, data }) => ({
    ...state,
    [data.user_id]: { listed: type === 'AdministratorListed', revision: data.user_revision },
  }),
  foldRow: () => undefined,
}
