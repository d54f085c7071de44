import {
  defaultProtocol1Scoring,
  type Protocol1Scoring,
} from '@one-hcm/contracts/recruitment/evaluations/protocol1-scoring'
import type { Settings } from '@one-hcm/platform/config/settings'

/**
 * Protocol 1's rubric as configured. Its version names the very weights and pass mark, so that two rubrics never share
 * one and a past total can always be explained from its event.
 */
export function protocol1Scoring(
  settings: Pick<Settings, 'SCORING_WEIGHTS_P1' | 'SCORING_PASS_MARK'>,
): Protocol1Scoring {
  const [documentary, mtp, interview] = settings.SCORING_WEIGHTS_P1 as [number, number, number]
  const { weights, passMark } = defaultProtocol1Scoring
  const isDefault =
    documentary === weights.documentary &&
    mtp === weights.mtp &&
    interview === weights.interview &&
    settings.SCORING_PASS_MARK === passMark
  if (isDefault) return defaultProtocol1Scoring
  return {
    version: `${documentary}/${mtp}/${interview} pass ${settings.SCORING_PASS_MARK}`,
    weights: { documentary, mtp, interview },
    passMark: settings.SCORING_PASS_MARK,
  }
}
