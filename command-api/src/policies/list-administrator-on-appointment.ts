import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import { idOfStream, type Recorded } from '@one-hcm/contracts/kernel/event'
import { definePolicy } from './policy.ts'

type Appointing = 'FirstAdminCreated' | 'UserCreatedByAdmin' | 'UserRoleChanged' | 'UserStatutChanged'
type Appointment = Extract<UserEvent, { type: Appointing }>

/** Whoever becomes an active administrator is counted as one; leaving is no reaction, since it may be refused. */
export const listAdministratorOnAppointment = definePolicy<Appointment>({
  name: 'list-administrator-on-appointment',
  on: ['FirstAdminCreated', 'UserCreatedByAdmin', 'UserRoleChanged', 'UserStatutChanged'],
  react: (event) =>
    appoints(event)
      ? [{ type: 'ListAdministrator', userId: idOfStream(event.stream), userRevision: event.revision }]
      : [],
})

function appoints(event: Recorded<Appointment>): boolean {
  switch (event.type) {
    case 'FirstAdminCreated':
      return true
    case 'UserCreatedByAdmin':
      return event.data.role === 'admin'
    case 'UserRoleChanged':
      return event.data.new_role === 'admin' && event.data.statut === 'actif'
    case 'UserStatutChanged':
      return event.data.new_statut === 'actif' && event.data.role === 'admin'
  }
}
