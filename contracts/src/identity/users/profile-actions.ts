import { type AvailableAction, actionFor } from '../../kernel/available-actions.ts'
import type { Role } from '../../kernel/route.ts'
import { updateProfileRoute } from './update-profile.route.ts'

/** What a caller can do with their profile. */
export const profileActions = (role: Role): AvailableAction[] => [
  actionFor('update_profile', updateProfileRoute, role, () => undefined),
]
