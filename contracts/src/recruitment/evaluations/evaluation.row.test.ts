import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { eventDefinition } from '../../registry.ts'
import { foldTwice, history, timeOf, withoutPeople } from '../testing/fold-twice.ts'
import { type EvaluationEvent, evaluationEvents } from './evaluation.events.ts'
import { foldEvaluation } from './evaluation.row.ts'
import { protocol1ToWire, protocol1Wire } from './protocol1.wire.ts'
import { protocol2ToWire, protocol2Wire } from './protocol2.wire.ts'

/** The stored sample of an event of this type. */
const golden = <Type extends EvaluationEvent['type']>(type: Type): Extract<EvaluationEvent, { type: Type }> => {
  const file = join(import.meta.dirname, `../../../golden/${type}.v${eventDefinition(type)!.version}.json`)
  const { data } = JSON.parse(readFileSync(file, 'utf8')) as { data: never }
  return { type, data } as unknown as Extract<EvaluationEvent, { type: Type }>
}
const started = golden('EvaluationStarted')
const scored = golden('EvaluationScored')
const id = started.data.evaluation_id
const fold = (...events: EvaluationEvent[]) => foldTwice(foldEvaluation, history(`protocol1-${id}`, ...events))
const wire = (...events: EvaluationEvent[]) => protocol1Wire.parse(protocol1ToWire(fold(...events)!, 'reader'))

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

  test('two cards, as of panels and of former releases: the mean of their scores, the remarks of both', () => {
    const other = {
      ...scored,
      data: {
        ...scored.data,
        evaluator_id: 'other',
        card_id: 'other',
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
    [
      'EvaluationAdherenceSet',
      {
        opinions: [
          expect.objectContaining({ adherence_metier: true, adherence_talent: false, adherence_paradigme: null }),
        ],
      },
    ],
    [
      'EvaluationSummarised',
      { opinions: [expect.objectContaining({ general_summary: expect.stringContaining('Solide') })] },
    ],
    ['EvaluationInterviewDated', { interview_date: '2026-02-10T09:00:00.000Z' }],
    ['EvaluationCompleted', { status: 'completed', passed: true, overall_score: 14.2 }],
    ['EvaluationRejected', { status: 'rejected', decided: true }],
    ['EvaluationReopened', { status: 'in_progress', passed: null }],
    ['ScorecardSubmitted', { overall_score: 14.2, cards: [expect.objectContaining({ submitted: true })] }],
    ['EvaluationReset', { status: 'pending', cards: [], overall_score: null, decided: false }],
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
    const events = evaluationEvents.filter(({ type }) => type !== 'EvaluationReset').map(({ type }) => golden(type))
    const row = foldTwice(foldEvaluation, withoutPeople(history(`protocol1-${id}`, ...events)))!
    expect(protocol1Wire.parse(protocol1ToWire(row, 'reader'))).toMatchObject({
      cv_score: 16,
      cv_comments: null,
      general_summary: null,
      overall_score: 14.2,
    })
  })
})

describe('the row of an evaluation by protocol 2', () => {
  const second = <E extends EvaluationEvent>(event: E): E => ({ ...event, data: { ...event.data, protocol: 2 } })
  const begun = second(started)
  const section = (name: 'qcm' | 'competence', criteria: Record<string, number>, score: number): EvaluationEvent => ({
    ...scored,
    data: {
      ...scored.data,
      protocol: 2,
      section: name,
      criteria,
      comments: {},
      section_score: score,
      overall_score: score,
      scoring_model: name === 'qcm' ? 'qcm' : 'simulation',
      gap_level: name === 'competence' ? 'moyen' : null,
    },
  })
  const folded = (...events: EvaluationEvent[]) =>
    foldTwice(foldEvaluation, history(`protocol2-${id}`, begun, ...events))!
  const wire2 = (...events: EvaluationEvent[]) => protocol2Wire.parse(protocol2ToWire(folded(...events), 'reader'))

  test('EvaluationScored: a test out of 20 sets its flag; a criterion is shown in stars', () => {
    expect(wire2(section('qcm', { qcm_role_score: 16 }, 16))).toMatchObject({
      qcm_role_score: 16,
      qcm_role_completed: true,
      qcm_codir_completed: false,
      exactitude: 4,
      scoring_model: 'qcm',
    })
    expect(wire2(section('competence', { gap_competences_score: 14 }, 14))).toMatchObject({
      gap_competences_score: 3.5,
      analyse_competences_score: 3.5,
      gap_competences_level: 'moyen',
      skills_gap_assessed: true,
    })
  })

  test('EvaluationStepCompleted and EvaluationSimulationDated', () => {
    expect(wire2(golden('EvaluationStepCompleted'), golden('EvaluationSimulationDated'))).toMatchObject({
      physical_visit: true,
      visit_notes: "Visite de la centrale d'Owendo.",
      interview_completed: false,
      simulation_date: '2026-03-02',
      simulation_time: '09:00:00',
      simulation_scheduled_at: timeOf(2),
    })
  })

  test('of an erased candidate keeps steps without their notes', () => {
    const events: EvaluationEvent[] = [begun, golden('EvaluationStepCompleted')]
    const row = foldTwice(foldEvaluation, withoutPeople(history(`protocol2-${id}`, ...events)))!
    expect(protocol2ToWire(row, 'reader')).toMatchObject({ physical_visit: true, visit_notes: null })
  })
})
