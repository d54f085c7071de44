import type { UserEvent } from '../../identity/users/user.events.ts'
import type { Recorded } from '../../kernel/event.ts'
import { type Notice, toAudience, toUser } from './notice.ts'

export type AccountNoticed = Extract<
  UserEvent,
  {
    type:
      | 'CandidateRegistered'
      | 'AccessApproved'
      | 'PasswordResetRequested'
      | 'PasswordReset'
      | 'PasswordChanged'
      | 'CandidateProfileCreated'
      | 'CandidateProfileUpdated'
  }
>

const PROFILE = '/profile'
const SECURITY = '/profile/security'

/** What happens to an account is told to its owner, and a request for access to those who decide on it. */
export function noticesOfUser(event: Recorded<AccountNoticed>): readonly Notice[] {
  const { user_id } = event.data
  switch (event.type) {
    case 'CandidateRegistered':
      return event.data.statut === 'actif'
        ? [toUser(user_id, 'registration', { link: PROFILE })]
        : [
            toUser(user_id, 'registration', { text: 'registration.pending', link: PROFILE }),
            toAudience('access-reviewers', 'access_requested', {
              candidate_id: user_id,
              link: '/recruiter/access-requests',
            }),
          ]
    case 'AccessApproved':
      return [toUser(user_id, 'access_approved', { link: PROFILE })]
    case 'PasswordResetRequested':
      // Whoever is invited cannot log in yet: the link in the mail is all there is to tell.
      return event.data.purpose === 'forgotten' ? [toUser(user_id, 'password_reset', { link: SECURITY })] : []
    case 'PasswordReset':
    case 'PasswordChanged':
      return [toUser(user_id, 'password_changed', { link: SECURITY })]
    case 'CandidateProfileCreated':
      // A profile that a submission made is no news to anybody.
      return event.metadata.actor.id === user_id ? [toUser(user_id, 'profile_completed', { link: PROFILE })] : []
    case 'CandidateProfileUpdated':
      return [toUser(user_id, 'profile_updated', { link: PROFILE })]
  }
}
