import { z } from 'zod'
import { type AvailableAction, availableActions } from '../../kernel/available-actions.ts'
import type { SessionRow } from './session.row.ts'

/** One login of the caller. */
export const ownSessionWire = z
  .object({
    id: z.uuid(),
    started_at: z.string(),
    expires_at: z.string(),
    /** Whether it is the session of this very call. */
    current: z.boolean(),
    ...availableActions,
  })
  .meta({ id: 'OwnSession' })
export type OwnSessionWire = z.infer<typeof ownSessionWire>

/** A session that stands can always be ended by its owner. */
const actions: AvailableAction[] = [{ action: 'end_session', allowed: true }]

export const ownSessionToWire = (row: SessionRow, currentId: string): OwnSessionWire => ({
  id: row.id,
  started_at: row.started_at,
  expires_at: row.expires_at,
  current: row.id === currentId,
  available_actions: actions,
})
