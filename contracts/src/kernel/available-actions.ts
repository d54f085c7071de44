import { z } from 'zod'
import { type RefusalCode, refusals } from '../refusals.ts'
import type { Access, Role } from './route.ts'

const codes = Object.keys(refusals) as [RefusalCode, ...RefusalCode[]]

/** One thing the caller could do with what was read, or the code it would be refused with (design §4). */
export const availableAction = z.object({
  action: z.string(),
  allowed: z.boolean(),
  reason_code: z.enum(codes).optional(),
  to: z.array(z.string()).optional().meta({ description: 'Statuses that this action can lead to' }),
})
export type AvailableAction = z.infer<typeof availableAction>

/** Field of every read of an aggregate. */
export const availableActions = { available_actions: z.array(availableAction) }

/**
 * An action and what stands against it: first the route's own access table, then the rule that will judge the command,
 * asked only where the role may.
 */
export function actionFor(
  action: string,
  route: { access: Access },
  role: Role,
  refusedWith: () => RefusalCode | undefined,
): AvailableAction {
  const reason = route.access[role] ? refusedWith() : 'forbidden'
  return reason === undefined ? { action, allowed: true } : { action, allowed: false, reason_code: reason }
}
