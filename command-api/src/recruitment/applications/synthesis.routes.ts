import { enveloped } from '@one-hcm/contracts/kernel/envelope'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { recordSynthesisRoute } from '@one-hcm/contracts/recruitment/applications/record-synthesis.route'
import { publicScore } from '@one-hcm/contracts/recruitment/evaluations/evaluation-view'
import { synthesisVersion } from '@one-hcm/contracts/recruitment/evaluations/scoring'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type { RecruitmentDependencies } from '../dependencies.ts'
import { protocol1, protocol2 } from '../evaluations/evaluation.ts'
import { application } from './application.ts'
import { recordSynthesis } from './record-synthesis.ts'

export const synthesisEndpoints = ({ executor }: RecruitmentDependencies): Endpoint[] => [
  endpoint(recordSynthesisRoute, async ({ params: { id }, body, user, command }) => {
    const [first, second] = await Promise.all([executor.facts(protocol1, id), executor.facts(protocol2, id)])
    const standing = ({ row, revision }: typeof first) => ({ score: row ? publicScore(row) : null, revision })
    const texts = {
      points_forts: given(body.points_forts, body.synthesis_points_forts),
      points_amelioration: given(body.points_amelioration, body.synthesis_points_amelioration),
      conclusion: given(body.conclusion, body.synthesis_conclusion),
    }
    const outcome = await executor.execute(command, {
      aggregate: application,
      id,
      decide: (state) =>
        recordSynthesis(
          state,
          { applicationId: id, recordedBy: user.id, texts },
          { protocol1: standing(first), protocol2: standing(second), scoringVersion: synthesisVersion },
        ),
    })
    if (isRefusal(outcome)) return outcome
    return { ...outcome, body: enveloped(outcome.row.synthesis, 'Synthèse enregistrée') }
  }),
]

/** Of two names for one thing, the first that the body has. */
const given = <T>(canonical: T | undefined, alias: T | undefined): T | undefined =>
  canonical === undefined ? alias : canonical
