import { z } from 'zod'
import { defineRoute } from '../../kernel/route.ts'
import { profileViewWire } from './candidate-profile.wire.ts'

export const getOwnProfileRoute = defineRoute({
  name: 'getOwnProfile',
  context: 'identity',
  method: 'get',
  path: '/api/v1/users/me/profile',
  summary: 'The own candidate profile',
  access: { candidate: 'own' },
  response: z.object({ success: z.literal(true), message: z.string(), data: profileViewWire, errors: z.null() }),
  refusals: ['profile-not-found'],
})
