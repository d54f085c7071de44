import { test } from '@jest/globals'
import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import { given } from '@one-hcm/platform/testing/given'
import { notePasswordChange } from './note-password-change.ts'
import { requestPasswordReset } from './request-password-reset.ts'
import { type UserState, user } from './user.ts'

const created: UserEvent = {
  type: 'FirstAdminCreated',
  data: { user_id: 'u-1', email: 'ada@example.com', first_name: 'Ada', last_name: 'Min' },
}
const abandoned: UserEvent = { type: 'RegistrationAbandoned', data: { user_id: 'u-1' } }
const changed: UserEvent = { type: 'PasswordChanged', data: { user_id: 'u-1', change_id: 'c-1' } }
const reset: UserEvent = { type: 'PasswordReset', data: { user_id: 'u-1', reset_id: 'r-1', change_id: 'c-2' } }
const requested: UserEvent = {
  type: 'PasswordResetRequested',
  data: { user_id: 'u-1', reset_id: 'r-1', purpose: 'forgotten', expires_at: '2026-01-15T11:00:00.000Z' },
}

test('a change of the password is noted once, whoever made it', () => {
  const note = (changeId: string, resetId: string | null) => (state: UserState) =>
    notePasswordChange(state, { userId: 'u-1', changeId, resetId })
  given(user, created).when(note('c-1', null)).then([changed])
  given(user, created, changed).when(note('c-2', 'r-1')).then([reset])
  given(user, created, changed, reset).when(note('c-1', null)).thenAlreadySo()
  given(user).when(note('c-1', null)).thenAlreadySo()
})

test('a link is asked for once, and only for accounts that may be used one day', () => {
  const ask = (state: UserState) =>
    requestPasswordReset(state, {
      userId: 'u-1',
      resetId: 'r-1',
      expiresAt: '2026-01-15T11:00:00.000Z',
    })
  given(user, created).when(ask).then([requested])
  given(user).when(ask).thenRefused('user-not-found')
  given(user, abandoned).when(ask).thenRefused('user-not-found')
  const rejected: UserEvent = {
    type: 'AccessRejected',
    data: { user_id: 'u-1', request_id: 'q-1', reviewed_by: 'hr', rejection_reason: 'Ce matricule est inconnu ici.' },
  }
  given(user, created, rejected).when(ask).thenRefused('account-not-active')
})
