import type { SessionEndReason } from '@one-hcm/contracts/identity/sessions/session.events'
import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import { idOfStream } from '@one-hcm/contracts/kernel/event'
import { definePolicy } from './policy.ts'

type Ending = 'UserRoleChanged' | 'UserStatutChanged' | 'AccessRejected' | 'UserDeleted'

const reasons: Readonly<Record<Ending, SessionEndReason>> = {
  UserRoleChanged: 'role_changed',
  UserStatutChanged: 'account_not_active',
  AccessRejected: 'access_rejected',
  UserDeleted: 'account_deleted',
}

/**
 * The command that changes an account closes its sessions itself. This closes what a crash in between left, and what a
 * login at the same moment opened on the state of before; sessions opened since are not touched.
 */
export const endSessionsOnAccountChange = definePolicy<Extract<UserEvent, { type: Ending }>>({
  name: 'end-sessions-on-account-change',
  on: ['UserRoleChanged', 'UserStatutChanged', 'AccessRejected', 'UserDeleted'],
  react: ({ type, stream, revision }) => [
    { type: 'EndSessions', userId: idOfStream(stream), accountRevision: revision, reason: reasons[type] },
  ],
})
