import { z } from 'zod'
import { availableActions } from '../../kernel/available-actions.ts'
import { deadlineCancellations } from './deadline.events.ts'
import type { DeadlineRow } from './deadline.row.ts'
import { deadlineKinds, deadlineStatuses } from './deadline-kind.ts'

/** A deadline as staff sees it. */
export const deadlineWire = z
  .object({
    id: z.uuid(),
    kind: z.enum(deadlineKinds),
    status: z.enum(deadlineStatuses),
    job_offer_id: z.uuid().nullable(),
    application_id: z.uuid().nullable(),
    slot_id: z.string().nullable(),
    candidate_id: z.uuid().nullable(),
    due_at: z.string(),
    subject_at: z
      .string()
      .meta({ description: "When what it is about takes place: the offer's deadline, the interview" }),
    moved_by_hand: z.boolean(),
    reached_at: z.string().nullable(),
    cancelled_at: z.string().nullable(),
    cancel_reason: z.enum(deadlineCancellations).nullable(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'Deadline' })
export type DeadlineWire = z.infer<typeof deadlineWire>

/** A deadline as it is read: with the offer's title of today, and what the caller can do. */
export const deadlineView = deadlineWire.extend({ job_title: z.string().nullable(), ...availableActions })

export const deadlineToWire = (row: DeadlineRow): DeadlineWire => ({ ...row })
