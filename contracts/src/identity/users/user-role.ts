import { z } from 'zod'
import { type Role, roles } from '../../kernel/route.ts'

/** Names that the French interface sends (recruitment §1.1, D-23). */
const roleAliases: Readonly<Record<string, Role>> = {
  recruteur: 'recruiter',
  observateur: 'observer',
  candidat: 'candidate',
}

/** A role in either language; always the English value afterwards. */
export const roleInput = z.preprocess(
  (value) => (typeof value === 'string' ? (roleAliases[value] ?? value) : value),
  z.enum(roles),
)
