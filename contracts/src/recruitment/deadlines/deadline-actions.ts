import { type AvailableAction, actionFor } from '../../kernel/available-actions.ts'
import type { Role } from '../../kernel/route.ts'
import { mayEdit } from '../job-offers/job-offer-rules.ts'
import { cancelDeadlineRoute, moveDeadlineRoute } from './change-deadline.route.ts'
import type { DeadlineRow } from './deadline.row.ts'
import { isOfOffer, whyNotChanged } from './deadline-rules.ts'

/**
 * What a caller can do with a deadline, by the rules the commands are judged by. `offerRecruiter` is whose offer it is
 * about; null for an offer that is gone, which nobody but an admin owns.
 */
export function deadlineActions(
  row: Pick<DeadlineRow, 'kind' | 'status'>,
  caller: { id: string; role: Role },
  offerRecruiter: string | null,
): AvailableAction[] {
  const refused = () =>
    isOfOffer(row.kind) && !mayEdit(offerRecruiter ?? '', caller) ? 'job-offer-not-owned' : whyNotChanged(row.status)
  return [
    actionFor('move', moveDeadlineRoute, caller.role, refused),
    actionFor('cancel', cancelDeadlineRoute, caller.role, refused),
  ]
}
