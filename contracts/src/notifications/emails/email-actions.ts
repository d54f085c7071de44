import { type AvailableAction, actionFor } from '../../kernel/available-actions.ts'
import type { Role } from '../../kernel/route.ts'
import type { RefusalCode } from '../../refusals.ts'
import type { EmailRow } from './email.row.ts'
import { retryEmailRoute } from './retry-email.route.ts'

/** Why a message cannot be tried again by hand; undefined when it can. `now` is ISO-8601, UTC. */
export function retryRefusedWith(
  { status, abandoned_because, expires_at }: Pick<EmailRow, 'status' | 'abandoned_because' | 'expires_at'>,
  now: string,
): RefusalCode | undefined {
  if (status === 'sent') return 'email-already-sent'
  if (status !== 'abandoned') return 'email-not-abandoned'
  if (abandoned_because === 'person-erased') return 'email-person-erased'
  return expires_at <= now ? 'email-expired' : undefined
}

/** What a caller in this role can do with a message, by the rule the command is judged by. */
export const emailActions = (row: EmailRow, role: Role, now: string): AvailableAction[] => [
  actionFor('retry_email', retryEmailRoute, role, () => retryRefusedWith(row, now)),
]
