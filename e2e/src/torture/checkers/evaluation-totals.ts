import type { EvaluationEvent } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import type { Protocol } from '@one-hcm/contracts/recruitment/evaluations/evaluation-grid'
import { overallOf, type Scorecard } from '@one-hcm/contracts/recruitment/evaluations/scorecards'
import type { Checker } from './checker.ts'

type Card = { sections: Scorecard; submitted: boolean }
type Told = EvaluationEvent & { stream: string; revision: number }

/** Every total in the history is what the cards before it come to, by the weights that the event itself names. */
export const evaluationTotals: Checker = {
  name: 'totals follow from cards',
  check: ({ log }) => {
    const evaluations = log.filter(({ stream }) => /^protocol[12]-/.test(stream)) as unknown as Told[]
    return [...Map.groupBy(evaluations, ({ stream }) => stream).values()].flatMap(violationsIn)
  },
}

function violationsIn(events: readonly Told[]): string[] {
  const violations: string[] = []
  let cards = new Map<string, Card>()
  let total: number | null = null
  const check = (at: Told, protocol: Protocol, said: { overall_score: number | null; weights: object }) => {
    const counting = [...cards.values()].filter(({ submitted }) => submitted).map(({ sections }) => sections)
    const weights = said.weights as Readonly<Record<string, number>>
    total = overallOf(protocol, counting, { version: '', weights, passMark: 0 }).score
    if (total !== said.overall_score)
      violations.push(`${at.stream}@${at.revision} says ${said.overall_score}, the cards come to ${total}`)
  }
  for (const event of events) {
    const place = `${event.stream}@${event.revision}`
    if (event.type === 'EvaluationScored') {
      const { card_id, panel_size, section, criteria, section_score, protocol } = event.data
      const known = cards.get(card_id)
      cards.set(card_id, {
        sections: { ...known?.sections, [section]: { criteria, score: section_score } },
        submitted: known?.submitted ?? panel_size === null,
      })
      if (panel_size === null && cards.size > 1) violations.push(`${place} is a second card without a panel`)
      check(event, protocol, event.data)
    } else if (event.type === 'ScorecardSubmitted') {
      const card = cards.get(event.data.card_id)
      if (!card || card.submitted) violations.push(`${place} hands in what is not there, or twice`)
      else card.submitted = true
      check(event, event.data.protocol, event.data)
    } else if (event.type === 'EvaluationCompleted') {
      const { overall_score, passed, pass_mark } = event.data
      if (overall_score !== (total ?? 0)) violations.push(`${place} completes ${overall_score}, it was ${total}`)
      if (passed !== overall_score >= pass_mark) violations.push(`${place} passes ${overall_score} of ${pass_mark}`)
    } else if (event.type === 'EvaluationReset') {
      cards = new Map()
      total = null
    }
  }
  return violations
}
