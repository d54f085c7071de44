import { defineRoute, everyone } from '../../kernel/route.ts'
import { ownAccountWire } from './user.wire.ts'

const ownAccount = {
  context: 'identity',
  method: 'get',
  summary: 'The own account',
  access: everyone,
  response: ownAccountWire,
  refusals: ['user-not-found'],
} as const

export const getMeRoute = defineRoute({ ...ownAccount, name: 'getMe', path: '/api/v1/auth/me' })
export const getOwnAccountRoute = defineRoute({ ...ownAccount, name: 'getOwnAccount', path: '/api/v1/users/me' })
