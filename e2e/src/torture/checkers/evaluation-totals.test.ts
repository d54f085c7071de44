import { expect, test } from '@jest/globals'
import { evaluationTotals } from './evaluation-totals.ts'
import { event } from './evidence.ts'

const weights = { documentary: 0.2, mtp: 0.4, interview: 0.4 }
type Told = { type: string; data: Record<string, unknown> }
const scored = (card_id: string, score: number, overall_score: number | null, panel_size: number | null): Told => ({
  type: 'EvaluationScored',
  data: {
    protocol: 1,
    card_id,
    panel_size,
    section: 'mtp',
    criteria: {},
    section_score: score,
    overall_score,
    weights,
  },
})
const handedIn = (card_id: string, overall_score: number): Told => ({
  type: 'ScorecardSubmitted',
  data: { protocol: 1, card_id, overall_score, weights },
})
const completed = (overall_score: number, passed: boolean): Told => ({
  type: 'EvaluationCompleted',
  data: { overall_score, passed, pass_mark: 10 },
})
const reset: Told = { type: 'EvaluationReset', data: {} }
const complaints = (...events: Told[]) =>
  evaluationTotals.check({
    entries: [],
    log: events.map(({ type, data }, revision) => event({ stream: 'protocol1-a-1', revision, type, data })),
  })

const panel = [scored('ada', 10, null, 2), handedIn('ada', 4), scored('bob', 20, 4, 2), handedIn('bob', 6)]

test('a sound history breaks no promise', () => {
  expect(complaints(...panel, completed(6, false), reset, scored('eve', 10, 4, null), completed(4, false))).toEqual([])
})

test.each([
  ['a total that is not what the cards come to', [scored('ada', 10, 4.01, null)], /says 4.01, the cards come to 4/],
  ['a draft that counts', [scored('ada', 10, null, 2), handedIn('ada', 4), scored('bob', 20, 6, 2)], /says 6/],
  ['a card that was cleared and counts on', [scored('ada', 10, 4, null), reset, completed(4, false)], /it was null/],
  ['a second card without a panel', [scored('ada', 10, 4, null), scored('bob', 20, 6, null)], /second card/],
  ['a card that is handed in twice', [...panel, handedIn('bob', 6)], /twice/],
  ['a completion with another total', [...panel, completed(12, true)], /completes 12, it was 6/],
  ['a pass below the mark', [...panel, completed(6, true)], /passes 6 of 10/],
])('planted: %s', (_, events, complaint) => {
  expect(complaints(...events).join('\n')).toMatch(complaint)
})
