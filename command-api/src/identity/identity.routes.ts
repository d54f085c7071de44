import type { Endpoint } from '@one-hcm/platform/http/exchange'
import type { IdentityDependencies } from './dependencies.ts'
import { passwordEndpoints } from './passwords/password.routes.ts'
import { agentEndpoints } from './seeg-agents/agent.routes.ts'
import { sessionEndpoints } from './sessions/session.routes.ts'
import { accessRequestEndpoints } from './users/access-request.routes.ts'
import { accountEndpoints } from './users/account.routes.ts'
import { userEndpoints } from './users/user.routes.ts'

/** Every command route of the identity context. */
export const identityEndpoints = (dependencies: IdentityDependencies): Endpoint[] => [
  ...userEndpoints(dependencies),
  ...accountEndpoints(dependencies),
  ...sessionEndpoints(dependencies),
  ...passwordEndpoints(dependencies),
  ...accessRequestEndpoints(dependencies),
  ...agentEndpoints(dependencies),
]
