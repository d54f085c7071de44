import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { foldTwice, history, timeOf, withoutPeople } from '../testing/fold-twice.ts'
import { type EvaluationEvent, evaluationEvents } from './evaluation.events.ts'
import { foldProtocol1 } from './protocol1.row.ts'
import { protocol1ToWire, protocol1Wire } from './protocol1.wire.ts'

/** The stored sample of an event of this type. */
const golden = <Type extends EvaluationEvent['type']>(type: Type): Extract<EvaluationEvent, { type: Type }> => {
  const file = join(import.meta.dirname, `../../../golden/${type}.v1.json`)
  const { data } = JSON.parse(readFileSync(file, 'utf8')) as { data: never }
  return { type, data } as unknown as Extract<EvaluationEvent, { type: Type }>
}
const started = golden('EvaluationStarted')
const scored = golden('EvaluationScored')
const id = started.data.evaluation_id
const fold = (...events: EvaluationEvent[]) => foldTwice(foldProtocol1, history(`protocol1-${id}`, ...events))
const wire = (...events: EvaluationEvent[]) => protocol1Wire.parse(protocol1ToWire(fold(...events)!))

describe('the row of an evaluation', () => {
  test('EvaluationStarted: pending, nothing scored', () => {
    expect(fold(started)).toMatchObject({ id, application_id: id, status: 'pending', cards: [], created_at: timeOf(0) })
    expect(wire(started)).toMatchObject({ evaluator_id: null, overall_score: null, score: null, completed: false })
  })

  test('EvaluationScored: in progress, the section on its evaluator’s card', () => {
    expect(fold(started, scored)).toMatchObject({
      status: 'in_progress',
      overall_score: 2.97,
      scoring_model: 'weighted-sections',
      scoring_version: '1',
      updated_at: timeOf(1),
    })
    expect(wire(started, scored)).toMatchObject({
      evaluator_id: scored.data.evaluator_id,
      cv_score: 16,
      documentary_score: 14.83,
      mtp_score: null,
      cv_comments: 'Parcours cohérent.',
      overall_score: 2.97,
      total_score: 2.97,
      score: 14.85,
    })
  })

  test('EvaluationScored again: the section is replaced, the others stay', () => {
    const mtp: EvaluationEvent = {
      ...scored,
      data: { ...scored.data, section: 'mtp', criteria: { metier_score: 10 }, section_score: 10, comments: {} },
    }
    const corrected = { ...scored, data: { ...scored.data, criteria: { cv_score: 4 }, section_score: 4 } }
    expect(wire(started, scored, mtp, corrected)).toMatchObject({
      cv_score: 4,
      diplomes_certificats_score: null,
      metier_score: 10,
      evaluator_ids: [scored.data.evaluator_id],
    })
  })

  test('two evaluators: the mean of their scores, the remarks of both', () => {
    const other = {
      ...scored,
      data: {
        ...scored.data,
        evaluator_id: 'other',
        criteria: { cv_score: 10 },
        section_score: 10,
        comments: { cv_comments: 'Bref.' },
      },
    }
    expect(wire(started, scored, other)).toMatchObject({
      evaluator_ids: [scored.data.evaluator_id, 'other'],
      cv_score: 13,
      documentary_score: 12.42,
      cv_comments: 'Parcours cohérent.\nBref.',
    })
  })

  test.each([
    ['DocumentsVerified', { documents_verified: true }],
    ['EvaluationAdherenceSet', { adherence_metier: true, adherence_talent: false, adherence_paradigme: null }],
    ['EvaluationSummarised', { general_summary: expect.stringContaining('Solide') }],
    ['EvaluationInterviewDated', { interview_date: '2026-02-10T09:00:00.000Z' }],
    ['EvaluationCompleted', { status: 'completed', passed: true, overall_score: 14.2 }],
    ['EvaluationRejected', { status: 'rejected' }],
  ] as const)('%s', (type, expected) => {
    expect(fold(started, scored, golden(type))).toMatchObject({ ...expected, updated_at: timeOf(2) })
    wire(started, scored, golden(type))
  })

  test('a scoring after completion reopens it', () =>
    expect(fold(started, golden('EvaluationCompleted'), scored)).toMatchObject({ status: 'in_progress', passed: null }))

  test('every event has a case, and none makes an evaluation that was not opened', () => {
    for (const { type } of evaluationEvents.filter(({ type }) => type !== 'EvaluationStarted'))
      expect(fold(golden(type))).toBeUndefined()
  })

  test('of an erased candidate keeps scores and decisions, and no word about them', () => {
    const events = evaluationEvents.map(({ type }) => golden(type))
    const row = foldTwice(foldProtocol1, withoutPeople(history(`protocol1-${id}`, ...events)))!
    expect(protocol1Wire.parse(protocol1ToWire(row))).toMatchObject({
      cv_score: 16,
      cv_comments: null,
      general_summary: null,
      overall_score: 14.2,
    })
  })
})
