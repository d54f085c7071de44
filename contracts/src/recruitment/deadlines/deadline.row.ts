import { idOfStream, type Recorded } from '../../kernel/event.ts'
import type { DeadlineEvent } from './deadline.events.ts'
import type { DeadlineKind, DeadlineStatus } from './deadline-kind.ts'

type Reason = Extract<DeadlineEvent, { type: 'DeadlineCancelled' }>['data']['reason']

/** What people see of one deadline: the fold of its stream. Set again after it was reached, it is pending again. */
export type DeadlineRow = {
  id: string
  kind: DeadlineKind
  status: DeadlineStatus
  job_offer_id: string | null
  application_id: string | null
  slot_id: string | null
  candidate_id: string | null
  due_at: string
  /** When that which it is about takes place. */
  subject_at: string
  moved_by_hand: boolean
  reached_at: string | null
  cancelled_at: string | null
  cancel_reason: Reason | null
  created_at: string
  updated_at: string
}

/** Folds one event into the row; projectors, `as_of` reads, write answers and `verify` all use this one. */
export function foldDeadline(row: DeadlineRow | undefined, event: Recorded<DeadlineEvent>): DeadlineRow {
  const { data } = event
  const at = event.metadata.occurred_at
  const common = {
    id: idOfStream(event.stream),
    kind: data.kind,
    job_offer_id: data.job_offer_id,
    application_id: data.application_id,
    slot_id: data.slot_id,
    candidate_id: data.candidate_id,
    due_at: data.due_at,
    subject_at: data.subject_at,
    moved_by_hand: event.type === 'DeadlineMoved' ? event.data.moved_by_hand : (row?.moved_by_hand ?? false),
    reached_at: null,
    cancelled_at: null,
    cancel_reason: null,
    created_at: row?.created_at ?? at,
    updated_at: at,
  }
  switch (event.type) {
    case 'DeadlineSet':
      return { ...common, status: 'pending', moved_by_hand: false }
    case 'DeadlineMoved':
      return { ...common, status: 'pending' }
    case 'DeadlineCancelled':
      return { ...common, status: 'cancelled', cancelled_at: at, cancel_reason: event.data.reason }
    case 'DeadlineReached':
      return { ...common, status: 'reached', reached_at: at }
  }
}
