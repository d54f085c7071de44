import { ADMINISTRATORS, administrators } from '../identity/administrators/administrators.ts'
import { listAdministrator } from '../identity/administrators/list-administrator.ts'
import { createProfile } from '../identity/users/create-profile.ts'
import { user } from '../identity/users/user.ts'
import { openProtocol1 } from '../recruitment/evaluations/open-protocol1.ts'
import { protocol1 } from '../recruitment/evaluations/protocol1.ts'
import type { PerformCommand } from './run-policies.ts'

/** What each command of a policy does. */
export const performCommand: PerformCommand = (executor, context, command) => {
  switch (command.type) {
    case 'OpenProtocol1Evaluation': {
      const { applicationId, candidateId } = command
      return executor.execute(context, {
        aggregate: protocol1,
        id: applicationId,
        decide: (state) => openProtocol1(state, { applicationId, candidateId, automatically: true }),
      })
    }
    case 'CreateCandidateProfile':
      return executor.execute(context, {
        aggregate: user,
        id: command.userId,
        decide: (state) => createProfile(state, command),
      })
    case 'ListAdministrator':
      return executor.execute(context, {
        aggregate: administrators,
        id: ADMINISTRATORS,
        decide: (state) => listAdministrator(state, command),
      })
  }
}
