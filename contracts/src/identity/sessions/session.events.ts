import { z } from 'zod'
import { defineEvent, type EventOf } from '../../kernel/event.ts'
import { roles } from '../../kernel/route.ts'

const session = { context: 'identity', category: 'session' } as const

export const sessionEndReasons = [
  'logout',
  'ended_by_owner',
  'access_rejected',
  'account_not_active',
  'password_changed',
  'password_reset',
  'role_changed',
  'account_deleted',
] as const
export type SessionEndReason = (typeof sessionEndReasons)[number]

export const SessionStarted = defineEvent({
  ...session,
  type: 'SessionStarted',
  summary: 'A person logged in.',
  data: { session_id: z.string(), user_id: z.string(), role: z.enum(roles), expires_at: z.string() },
})

export const SessionRevoked = defineEvent({
  ...session,
  type: 'SessionRevoked',
  summary: 'A session was closed before its time: by its owner, or because the account may no longer be used.',
  data: { session_id: z.string(), user_id: z.string(), reason: z.enum(sessionEndReasons) },
})

export const SessionReuseDetected = defineEvent({
  ...session,
  type: 'SessionReuseDetected',
  summary: 'A refresh token was used a second time, as a thief would; the session was closed.',
  data: { session_id: z.string(), user_id: z.string() },
})

export const sessionEvents = [SessionStarted, SessionRevoked, SessionReuseDetected] as const
export type SessionEvent = EventOf<(typeof sessionEvents)[number]>
