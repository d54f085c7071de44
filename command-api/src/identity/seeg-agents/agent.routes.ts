import { verifyMatriculeRoute } from '@one-hcm/contracts/identity/seeg-agents/verify-matricule.route'
import { matriculeInput } from '@one-hcm/contracts/identity/users/person-input'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type { IdentityDependencies } from '../dependencies.ts'

export const agentEndpoints = ({ agents }: Pick<IdentityDependencies, 'agents'>): Endpoint[] => [
  endpoint(verifyMatriculeRoute, async ({ body }) => {
    const matricule = matriculeInput.safeParse(body.matricule)
    if (!matricule.success || matricule.data === null)
      return answer(false, 'Erreur lors de la vérification : le matricule doit être un nombre')
    const agent = await agents.find(matricule.data)
    if (!agent) return answer(false, "Ce matricule n'existe pas dans la liste des agents")
    return agent.fixedTerm
      ? answer(false, 'Les agents en contrat à durée déterminée s’inscrivent comme candidats externes')
      : answer(true, 'Matricule valide')
  }),
]

/** Never says whose number it is: the route is open to everybody. */
const answer = (valid: boolean, message: string) => ({ body: { valid, message, agent_info: null } })
