import type { DeadlineEvent } from '@one-hcm/contracts/recruitment/deadlines/deadline.events'
import { type DeadlineRow, foldDeadline } from '@one-hcm/contracts/recruitment/deadlines/deadline.row'
import type { DeadlineKind } from '@one-hcm/contracts/recruitment/deadlines/deadline-kind'
import type { Aggregate } from '@one-hcm/platform/commands/aggregate'

/** Ids by which a deadline says what and whom it is about. */
export type DeadlineSubject = Pick<
  DeadlineEvent['data'],
  'deadline_id' | 'kind' | 'job_offer_id' | 'application_id' | 'slot_id' | 'candidate_id'
>

type CancelReason = Extract<DeadlineEvent, { type: 'DeadlineCancelled' }>['data']['reason']

export type KnownDeadline = {
  status: 'pending' | 'reached' | 'cancelled'
  kind: DeadlineKind
  subject: DeadlineSubject
  dueAt: string
  /** When that which it is about takes place. */
  subjectAt: string
  /** Revision of the offer or of the calendar that it follows from. */
  follows: number
  cancelReason: CancelReason | null
}
export type DeadlineState = { status: 'none' } | KnownDeadline

export const deadline: Aggregate<DeadlineState, DeadlineEvent, DeadlineRow> = {
  name: 'deadline',
  category: 'deadline',
  initialState: { status: 'none' },
  evolve: (_state, event) => {
    const { due_at, subject_at, follows, deadline_id, kind, job_offer_id, application_id, slot_id, candidate_id } =
      event.data
    const known = {
      kind,
      subject: { deadline_id, kind, job_offer_id, application_id, slot_id, candidate_id },
      dueAt: due_at,
      subjectAt: subject_at,
      follows,
      cancelReason: null,
    }
    switch (event.type) {
      case 'DeadlineSet':
      case 'DeadlineMoved':
        return { ...known, status: 'pending' }
      case 'DeadlineCancelled':
        return { ...known, status: 'cancelled', cancelReason: event.data.reason }
      case 'DeadlineReached':
        return { ...known, status: 'reached' }
    }
  },
  foldRow: foldDeadline,
}

/** The fields that every event of a deadline repeats, so that each can be understood alone. */
export const timesOf = (known: KnownDeadline) => ({
  ...known.subject,
  due_at: known.dueAt,
  subject_at: known.subjectAt,
  follows: known.follows,
})
