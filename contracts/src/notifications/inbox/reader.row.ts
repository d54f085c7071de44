import type { UserEvent } from '../../identity/users/user.events.ts'
import { idOfStream, type Recorded } from '../../kernel/event.ts'
import type { Role } from '../../kernel/route.ts'
import type { Audience } from './notice.ts'
import { lastNotificationIdAt } from './notification.row.ts'

/** To which audience a person belongs by their role, and since when: what was told before is not theirs. */
export type ReaderRow = {
  user_id: string
  role: Role
  /** Access requests are told from after this id on; null in roles that do not decide on them. */
  reviews_after_id: number | null
}

const reviewers: readonly Role[] = ['recruiter', 'admin']

export function foldReader(row: ReaderRow | undefined, event: Recorded<UserEvent>): ReaderRow | undefined {
  const user_id = idOfStream(event.stream)
  const inRole = (role: Role): ReaderRow => ({
    user_id,
    role,
    // Going from one such role to the other, a person stays in the audience.
    reviews_after_id: reviewers.includes(role) ? (row?.reviews_after_id ?? lastNotificationIdAt(event.position)) : null,
  })
  switch (event.type) {
    case 'CandidateRegistered':
      return inRole('candidate')
    case 'FirstAdminCreated':
      return inRole('admin')
    case 'UserCreatedByAdmin':
      return inRole(event.data.role)
    case 'UserRoleChanged':
      return inRole(event.data.new_role)
    case 'RegistrationAbandoned':
    case 'UserDeleted':
      return undefined
    default:
      return row
  }
}

/** Events that decide on it. */
export const readerEvents = [
  'CandidateRegistered',
  'FirstAdminCreated',
  'UserCreatedByAdmin',
  'UserRoleChanged',
  'RegistrationAbandoned',
  'UserDeleted',
] as const satisfies readonly UserEvent['type'][]

/** From after which id on a person is told what is for an audience; null: nothing. */
export function toldAfter(
  audience: Audience,
  reader: ReaderRow | null,
  inbox: { job_offers_after_id: number | null } | null,
): number | null {
  if (!reader) return null
  if (audience === 'access-reviewers') return reader.reviews_after_id
  return reader.role === 'candidate' ? (inbox?.job_offers_after_id ?? null) : null
}
