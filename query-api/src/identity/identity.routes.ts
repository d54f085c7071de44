import type { Endpoint } from '@one-hcm/platform/http/exchange'
import type { IdentityDependencies } from './dependencies.ts'
import { agentEndpoints } from './seeg-agents/agents.routes.ts'
import { sessionEndpoints } from './sessions/sessions.routes.ts'
import { accessRequestEndpoints } from './users/access-requests.routes.ts'
import { userEndpoints } from './users/users.routes.ts'

/** Every read of the identity context. */
export const identityEndpoints = (dependencies: IdentityDependencies): Endpoint[] => [
  ...userEndpoints(dependencies),
  ...agentEndpoints(dependencies),
  ...sessionEndpoints(dependencies),
  ...accessRequestEndpoints(dependencies),
]
