import { type AvailableAction, actionFor } from '../../kernel/available-actions.ts'
import type { Role } from '../../kernel/route.ts'
import { submitApplicationRoute } from '../applications/submit-application.route.ts'
import type { JobOfferRow } from './job-offer.row.ts'
import { gapsBeforePublication, mayEdit, whyNotOpen } from './job-offer-rules.ts'
import { reviseJobOfferRoute } from './revise-job-offer.route.ts'

/** What a caller can do with an offer they may see, by the rules the commands are judged by. */
export function jobOfferActions(
  row: JobOfferRow,
  caller: { id: string; role: Role },
  { applied, now }: { applied: boolean; now: string },
): AvailableAction[] {
  const owned = mayEdit(row.recruiter_id, caller) ? undefined : 'job-offer-not-owned'
  return [
    actionFor('revise', reviseJobOfferRoute, caller.role, () => owned),
    actionFor('publish', reviseJobOfferRoute, caller.role, () => {
      if (owned) return owned
      if (row.status !== 'draft') return 'job-offer-transition-not-allowed'
      return gapsBeforePublication(row, 'draft').length > 0 ? 'job-offer-incomplete' : undefined
    }),
    actionFor('submit_application', submitApplicationRoute, caller.role, () =>
      applied ? 'application-duplicate' : whyNotOpen({ status: row.status, deadline: row.application_deadline }, now),
    ),
  ]
}
