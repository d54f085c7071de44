import { z } from 'zod'
import { envelope } from '../../kernel/envelope.ts'
import { defineRoute, everyone } from '../../kernel/route.ts'
import { ownSessionWire } from './own-session.wire.ts'

export const listOwnSessionsRoute = defineRoute({
  name: 'listOwnSessions',
  context: 'identity',
  method: 'get',
  path: '/api/v1/auth/sessions',
  summary: 'Where one is logged in: the own sessions that still stand, newest first',
  access: everyone,
  response: envelope(z.array(ownSessionWire)),
})
