import { accessRequestId } from '../../identity/users/access-request.ts'
import type { UserEvent } from '../../identity/users/user.events.ts'
import { idOfStream, type Recorded } from '../../kernel/event.ts'
import { type LiveChange, type LiveChangeKind, liveChange } from './live-change.ts'

/** An account and its access request are one aggregate, and two lists to those who look at them. */
export function changesOfUser(event: Recorded<UserEvent>): LiveChange[] {
  const id = idOfStream(event.stream)
  const { revision } = event
  const account = (change: LiveChangeKind) => liveChange('user', id, change, { revision, owner_id: id })
  const request = (change: LiveChangeKind) => liveChange('access_request', accessRequestId(id), change, { revision })
  switch (event.type) {
    case 'CandidateRegistered':
      return [account('created'), ...(event.data.statut === 'en_attente' ? [request('created')] : [])]
    case 'FirstAdminCreated':
    case 'UserCreatedByAdmin':
      return [account('created')]
    case 'AccessRequestViewed':
      return [request('updated')]
    case 'AccessApproved':
    case 'AccessRejected':
      return [account('updated'), request('updated')]
    case 'UserStatutChanged':
      // Whoever is archived while waiting is not decided on any more.
      return [account('updated'), ...(event.data.previous_statut === 'en_attente' ? [request('updated')] : [])]
    case 'UserAccountUpdated':
    case 'UserIdentifiersChanged':
    case 'UserRoleChanged':
    case 'CandidateProfileCreated':
    case 'CandidateProfileUpdated':
      return [account('updated')]
    case 'UserDeleted':
      return [account('removed')]
    // Nothing that anybody is shown.
    case 'RegistrationAbandoned':
    case 'IdentifierChangeAbandoned':
    case 'PasswordChanged':
    case 'PasswordResetRequested':
    case 'PasswordReset':
      return []
  }
}
