import { type AvailableAction, actionFor } from '../../kernel/available-actions.ts'
import type { Role } from '../../kernel/route.ts'
import { submitApplicationRoute } from '../applications/submit-application.route.ts'
import { deleteJobOfferRoute } from './delete-job-offer.route.ts'
import type { JobOfferRow } from './job-offer.row.ts'
import { gapsBeforePublication, mayEdit, whyNotDeleted, whyNotMoved, whyNotOpen } from './job-offer-rules.ts'
import type { OfferStatus } from './job-offer-status.ts'
import { reviseJobOfferRoute } from './revise-job-offer.route.ts'

/** What a caller can do with an offer they may see, by the rules the commands are judged by. */
export function jobOfferActions(
  row: JobOfferRow,
  caller: { id: string; role: Role },
  { applied, now }: { applied: boolean; now: string },
): AvailableAction[] {
  const owned = mayEdit(row.recruiter_id, caller) ? undefined : 'job-offer-not-owned'
  const standing = { status: row.status, hasApplications: row.has_applications }
  const move = (action: string, from: OfferStatus, to: OfferStatus): AvailableAction =>
    actionFor(action, reviseJobOfferRoute, caller.role, () => {
      if (owned) return owned
      if (row.status !== from) return 'job-offer-transition-not-allowed'
      const refused = whyNotMoved(standing, to)
      if (refused) return refused
      const gaps = to === 'active' ? gapsBeforePublication(row, from === 'draft' ? 'draft' : 'active') : []
      return gaps.length > 0 ? 'job-offer-incomplete' : undefined
    })
  return [
    actionFor(
      'revise',
      reviseJobOfferRoute,
      caller.role,
      () => owned ?? (row.status === 'archived' ? 'job-offer-archived' : undefined),
    ),
    move('publish', 'draft', 'active'),
    move('unpublish', 'active', 'draft'),
    move('close', 'active', 'closed'),
    move('reopen', 'closed', 'active'),
    move('archive', row.status, 'archived'),
    actionFor('delete', deleteJobOfferRoute, caller.role, () => owned ?? whyNotDeleted(standing)),
    actionFor('submit_application', submitApplicationRoute, caller.role, () =>
      applied ? 'application-duplicate' : whyNotOpen({ status: row.status, deadline: row.application_deadline }, now),
    ),
  ]
}
