import type { UserStatut } from './user.events.ts'

/**
 * Where an administrator can take an account from each statut (recruitment §3.1). Who waits for approval becomes active
 * or blocked by the decision on their request; archived is final.
 */
export const statutTransitions: Readonly<Record<UserStatut, readonly UserStatut[]>> = {
  en_attente: ['archivé'],
  actif: ['inactif', 'bloqué', 'archivé'],
  inactif: ['actif', 'bloqué', 'archivé'],
  bloqué: ['actif', 'archivé'],
  archivé: [],
}
