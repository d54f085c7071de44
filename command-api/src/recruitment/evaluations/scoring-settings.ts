import {
  defaultProtocol1Rubric,
  defaultProtocol2Rubric,
  type Rubric,
} from '@one-hcm/contracts/recruitment/evaluations/scoring'
import type { Settings } from '@one-hcm/platform/config/settings'

type ScoringSettings = Pick<
  Settings,
  'SCORING_WEIGHTS_P1' | 'SCORING_WEIGHTS_P2' | 'SCORING_PASS_MARK' | 'PROTOCOL2_AWAITS_PROTOCOL1'
>

/** How evaluations are scored, as configured. */
export function evaluationSettings(settings: ScoringSettings) {
  const passMark = settings.SCORING_PASS_MARK
  const [documentary, mtp, interview] = settings.SCORING_WEIGHTS_P1 as [number, number, number]
  const [situation, performance, competence] = settings.SCORING_WEIGHTS_P2 as [number, number, number]
  return {
    protocol1: rubric(defaultProtocol1Rubric, { documentary, mtp, interview }, passMark),
    protocol2: rubric(defaultProtocol2Rubric, { situation, performance, competence }, passMark),
    protocol2AwaitsProtocol1: settings.PROTOCOL2_AWAITS_PROTOCOL1,
  }
}

/**
 * A rubric as configured. Its version names the very weights and pass mark, so that two rubrics never share one and a past
 * total can always be explained from its event.
 */
function rubric(standard: Rubric, configured: Readonly<Record<string, number>>, passMark: number): Rubric {
  const shares = Object.entries(configured)
  const isStandard = passMark === standard.passMark && shares.every(([name, share]) => share === standard.weights[name])
  if (isStandard) return standard
  return {
    version: `${Object.values(configured).join('/')} pass ${passMark}`,
    weights: { ...standard.weights, ...configured },
    passMark,
  }
}
