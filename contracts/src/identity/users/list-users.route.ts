import { z } from 'zod'
import { pageEnvelope, pageQuery } from '../../kernel/envelope.ts'
import { defineRoute, recruiters } from '../../kernel/route.ts'
import { optionalText } from './person-input.ts'
import { userStatuts } from './user.events.ts'
import { userWire } from './user.wire.ts'
import { roleInput } from './user-role.ts'

export const userSortFields = ['first_name', 'last_name', 'email', 'created_at'] as const

export const listUsersRoute = defineRoute({
  name: 'listUsers',
  context: 'identity',
  method: 'get',
  path: '/api/v1/users',
  summary: 'Accounts: all of them for administrators, candidates for recruiters',
  access: recruiters,
  query: z.object({
    ...pageQuery(100, 1000),
    role: roleInput.optional(),
    statut: z.enum(userStatuts).optional(),
    /** Part of a name or of the e-mail address. */
    q: optionalText(200),
    sort: z.enum(userSortFields).default('created_at'),
    order: z.enum(['asc', 'desc']).default('desc'),
  }),
  response: pageEnvelope(userWire).extend({
    items: z.array(userWire).meta({ deprecated: true, description: 'Alias of data' }),
  }),
  refusals: ['invalid-cursor'],
})
