import { verifyOwnMatriculeRoute } from '@one-hcm/contracts/identity/seeg-agents/verify-own-matricule.route'
import { refuse } from '@one-hcm/contracts/kernel/decision'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type pg from 'pg'
import type { IdentityDependencies } from '../dependencies.ts'
import { findUser } from '../users/find-users.ts'

export const agentEndpoints = ({ readModels }: IdentityDependencies): Endpoint[] => [
  endpoint(verifyOwnMatriculeRoute, async ({ user }) => {
    const pool = readModels.pool()
    const found = await findUser(pool, user.id)
    if (!found) return refuse('user-not-found')
    const { matricule } = found.row
    const reason = matricule === null ? 'Ce compte n’a pas de matricule' : await whyInvalid(pool, matricule)
    return { body: { valid: reason === null, reason, agent_matricule: matricule } }
  }),
]

/** The directory is kept beside the log: it is read where it is. */
async function whyInvalid(pool: pg.Pool, matricule: number): Promise<string | null> {
  const { rows } = await pool.query<{ fixed_term: boolean }>({
    name: 'own-matricule',
    text: 'select fixed_term from hcm.seeg_agents where matricule = $1',
    values: [matricule],
  })
  if (!rows[0]) return 'Ce matricule n’existe pas dans la liste des agents'
  return rows[0].fixed_term ? 'Ce matricule est celui d’un agent en contrat à durée déterminée' : null
}
