import { z } from 'zod'
import { defineRoute, everyone } from '../../kernel/route.ts'

const own = { context: 'identity', method: 'delete', access: everyone } as const

export const endOwnSessionRoute = defineRoute({
  ...own,
  name: 'endOwnSession',
  path: '/api/v1/auth/sessions/{id}',
  summary: 'Close one of the own sessions, here or on another device',
  params: z.object({ id: z.uuid() }),
  status: 204,
  refusals: ['session-not-found'],
})

export const endOtherSessionsRoute = defineRoute({
  ...own,
  name: 'endOtherSessions',
  path: '/api/v1/auth/sessions',
  summary: 'Close all own sessions but the one of this call',
  response: z.object({ success: z.literal(true), message: z.string(), count: z.number().int() }),
})
