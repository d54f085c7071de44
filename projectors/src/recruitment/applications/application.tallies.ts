import type { ApplicationRow } from '@one-hcm/contracts/recruitment/applications/application.row'
import type { ApplicationStatus } from '@one-hcm/contracts/recruitment/applications/application-status'
import { dayOf, EVERYBODY, rankOf, stages } from '@one-hcm/contracts/recruitment/statistics/figures'
import type { Contribution, Tally } from '../../engine/tally.ts'

/** Once for the recruiter of the offer and once for everybody: a dashboard of either reads its own groups only. */
const scoped = ({ recruiter_id }: ApplicationRow, ...contributions: readonly Contribution[]): Contribution[] =>
  [recruiter_id, EVERYBODY].flatMap((recruiter) =>
    contributions.map((contribution) => ({
      ...contribution,
      group: { recruiter_id: recruiter, ...contribution.group },
    })),
  )

/** The stays that ended: in which status, when, and for how many milliseconds (none is negative, whatever clocks said). */
function staysOf({ created_at, history }: ApplicationRow): { status: ApplicationStatus; left: string; ms: number }[] {
  let [status, since]: [ApplicationStatus, string] = ['pending', created_at]
  return history.map(({ new_status, changed_at }) => {
    const stay = { status, left: changed_at, ms: Math.max(0, Date.parse(changed_at) - Date.parse(since)) }
    status = new_status
    since = changed_at
    return stay
  })
}

/** Where applications stand, and how far they ever came: status figures, the funnel, and totals of lists. */
const statuses: Tally<ApplicationRow> = {
  table: 'application_statuses',
  version: 1,
  dimensions: { recruiter_id: 'uuid', status: 'text', furthest: 'text' },
  /** Sum of the moments since which they stand there, in milliseconds. */
  amounts: ['since_ms'],
  contributions: (row) => {
    const since = row.history.at(-1)?.changed_at ?? row.created_at
    const ranks = [0, ...row.history.map(({ new_status }) => rankOf(new_status))]
    return scoped(row, {
      group: { status: row.status, furthest: stages[Math.max(...ranks)]! },
      amounts: { since_ms: Date.parse(since) },
    })
  },
}

/** Applications per offer and status: the totals of its pipeline. */
const offers: Tally<ApplicationRow> = {
  table: 'application_offers',
  version: 1,
  dimensions: { job_offer_id: 'uuid', status: 'text' },
  contributions: ({ job_offer_id, status }) => [{ group: { job_offer_id, status } }],
}

/** The same in all statuses together: one row to look up for each offer that is shown. */
const totals: Tally<ApplicationRow> = {
  table: 'application_totals',
  version: 1,
  dimensions: { job_offer_id: 'uuid' },
  contributions: ({ job_offer_id }) => [{ group: { job_offer_id } }],
}

/** By the day of submission. */
const days: Tally<ApplicationRow> = {
  table: 'application_days',
  version: 1,
  dimensions: { recruiter_id: 'uuid', day: 'date', status: 'text' },
  contributions: (row) => scoped(row, { group: { day: dayOf(row.created_at), status: row.status } }),
}

/** What happened day by day: how many came into a status, and how many left it. */
const moves: Tally<ApplicationRow> = {
  table: 'application_moves',
  version: 1,
  dimensions: { recruiter_id: 'uuid', day: 'date', status: 'text' },
  amounts: ['entered', 'departed'],
  contributions: (row) =>
    scoped(
      row,
      ...[{ new_status: 'pending', changed_at: row.created_at }, ...row.history].map(({ new_status, changed_at }) => ({
        group: { day: dayOf(changed_at), status: new_status },
        amounts: { entered: 1 },
      })),
      ...staysOf(row).map(({ status, left }) => ({
        group: { day: dayOf(left), status },
        amounts: { departed: 1 },
      })),
    ),
}

/** How long applications stayed in the statuses they left, in milliseconds. */
const stays: Tally<ApplicationRow> = {
  table: 'application_stays',
  version: 1,
  dimensions: { recruiter_id: 'uuid', status: 'text' },
  amounts: ['ms'],
  contributions: (row) =>
    scoped(row, ...staysOf(row).map(({ status, ms }) => ({ group: { status }, amounts: { ms } }))),
}

const documents: Tally<ApplicationRow> = {
  table: 'application_documents',
  version: 1,
  dimensions: { recruiter_id: 'uuid', document_type: 'text' },
  contributions: (row) => scoped(row, ...row.documents.map(({ document_type }) => ({ group: { document_type } }))),
}

/** Applications per candidate: who applied at all, and who for several offers. */
const applicants: Tally<ApplicationRow> = {
  table: 'applicants',
  version: 1,
  dimensions: { recruiter_id: 'uuid', candidate_id: 'uuid' },
  contributions: (row) => scoped(row, { group: { candidate_id: row.candidate_id } }),
}

/** Everything that is counted about applications. */
export const applicationTallies: readonly Tally<ApplicationRow>[] = [
  statuses,
  offers,
  totals,
  days,
  moves,
  stays,
  documents,
  applicants,
]
