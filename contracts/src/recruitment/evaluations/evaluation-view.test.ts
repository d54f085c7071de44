import { describe, expect, test } from '@jest/globals'
import { foldTwice, history } from '../testing/fold-twice.ts'
import { ids } from '../testing/recruitment-samples.ts'
import type { EvaluationEvent } from './evaluation.events.ts'
import { foldEvaluation } from './evaluation.row.ts'
import { isSealedFor, publicScore } from './evaluation-view.ts'
import { protocol1ToWire, protocol1Wire } from './protocol1.wire.ts'
import { defaultProtocol1Rubric } from './scoring.ts'

const [ada, bob, eve] = ['ada', 'bob', 'eve'] as const
const subject = {
  evaluation_id: ids.application,
  application_id: ids.application,
  candidate_id: ids.candidate,
  protocol: 1,
} as const
const total = (overall_score: number | null) => ({
  overall_score,
  scoring_model: 'weighted-sections' as const,
  weights: defaultProtocol1Rubric.weights,
  scoring_version: '1',
})
const started: EvaluationEvent = { type: 'EvaluationStarted', data: { ...subject, opened_automatically: true } }
const scored = (by: string, cv: number, panel: number | null = 2, overall: number | null = null): EvaluationEvent => ({
  type: 'EvaluationScored',
  data: {
    ...subject,
    evaluator_id: by,
    card_id: by,
    panel_size: panel,
    section: 'documentary',
    criteria: { cv_score: cv },
    comments: { cv_comments: `Says ${by}` },
    section_score: cv,
    gap_level: null,
    ...total(overall),
    application_revision: 0,
  },
})
const handedIn = (by: string, overall: number): EvaluationEvent => ({
  type: 'ScorecardSubmitted',
  data: { ...subject, evaluator_id: by, card_id: by, ...total(overall) },
})
const summed = (by: string): EvaluationEvent => ({
  type: 'EvaluationSummarised',
  data: { ...subject, evaluator_id: by, general_summary: `Sums up ${by}` },
})
const decided = (type: 'EvaluationCompleted' | 'EvaluationRejected'): EvaluationEvent =>
  type === 'EvaluationCompleted'
    ? {
        type,
        data: { ...subject, evaluator_id: bob, overall_score: 3, passed: false, pass_mark: 10, scoring_version: '1' },
      }
    : { type, data: { ...subject, evaluator_id: bob, reason: null } }

const row = (...events: EvaluationEvent[]) =>
  foldTwice(foldEvaluation, history(`protocol1-${ids.application}`, started, ...events))!
/** What one reader gets: whether it is sealed, whose cards and summary they read, and the CV's score shown. */
const sees = (reader: string, ...events: EvaluationEvent[]) => {
  const wire = protocol1Wire.parse(protocol1ToWire(row(...events), reader))
  return {
    sealed: wire.sealed,
    cards: wire.scorecards.map(({ card_id }) => card_id),
    cv: wire.cv_score,
    overall: wire.overall_score,
    comments: wire.cv_comments,
    summary: wire.general_summary,
  }
}

const drafts = [scored(ada, 10), summed(ada), scored(bob, 20)]
const oneIn = [...drafts, handedIn(ada, 2)]
const bothIn = [...oneIn, handedIn(bob, 3)]
const nothing = { sealed: true, cards: [], cv: null, overall: null, comments: null, summary: null }
const ofAda = { sealed: true, cards: [ada], cv: 10, overall: null, comments: 'Says ada', summary: 'Sums up ada' }
const ofBob = { sealed: true, cards: [bob], cv: 20, overall: null, comments: 'Says bob', summary: null }

describe('who sees what of a panel’s evaluation', () => {
  test.each([
    ['both write: each their own', ada, drafts, ofAda],
    ['both write: each their own', bob, drafts, ofBob],
    ['both write: nobody else anything', eve, drafts, nothing],
    ['one handed in: sees the cards that count', ada, oneIn, { ...ofAda, sealed: false, overall: 2 }],
    ['one handed in: the other still sees only their own', bob, oneIn, ofBob],
    ['one handed in: nobody else anything', eve, oneIn, nothing],
    [
      'both handed in: the mean, to both',
      bob,
      bothIn,
      { sealed: false, cards: [ada, bob], cv: 15, overall: 3, comments: 'Says ada\nSays bob', summary: 'Sums up ada' },
    ],
    ['both handed in, not concluded: nobody else anything', eve, bothIn, nothing],
    [
      'concluded: open to everybody who may read evaluations',
      eve,
      [...bothIn, decided('EvaluationCompleted')],
      { sealed: false, cards: [ada, bob], cv: 15, overall: 3, comments: 'Says ada\nSays bob', summary: 'Sums up ada' },
    ],
    [
      'rejected on one card: the draft of the other stays theirs',
      eve,
      [...oneIn, decided('EvaluationRejected')],
      { sealed: false, cards: [ada], cv: 10, overall: 2, comments: 'Says ada', summary: 'Sums up ada' },
    ],
  ] as const)('%s (%s)', (_, reader, events, expected) => expect(sees(reader, ...events)).toEqual(expected))

  test('without a panel there is nothing to seal: one card, read by all', () => {
    for (const reader of [ada, bob, eve])
      expect(sees(reader, scored(ada, 10, null, 2))).toMatchObject({ sealed: false, cards: [ada], cv: 10, overall: 2 })
  })

  test('what lists, averages and exports show: nothing of a panel at work, whoever handed in', () => {
    expect(publicScore(row(...bothIn))).toBeNull()
    expect(publicScore(row(...bothIn, decided('EvaluationCompleted')))).toBe(3)
    expect(publicScore(row(scored(ada, 10, null, 2)))).toBe(2)
  })

  test('a seal that forgot who asks would be noticed', () => {
    const careless = () => false
    const standing = row(...oneIn)
    expect([ada, bob, eve].map((reader) => isSealedFor(standing, reader))).toEqual([false, true, true])
    expect([ada, bob, eve].map(careless)).not.toEqual([false, true, true])
  })
})
