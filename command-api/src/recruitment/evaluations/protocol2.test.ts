import { describe, test } from '@jest/globals'
import type { EvaluationEvent } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import { protocol2Input, protocol2Statement } from '@one-hcm/contracts/recruitment/evaluations/protocol2-input'
import { defaultProtocol2Rubric } from '@one-hcm/contracts/recruitment/evaluations/scoring'
import { ids } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { given } from '@one-hcm/platform/testing/given'
import { createEvaluation } from './create-evaluation.ts'
import { type EvaluationState, protocol2 } from './evaluation.ts'
import { scoreEvaluation } from './score-evaluation.ts'
import { completed, factsWith, recruiter, scored, started, subjectOf } from './testing/evaluation-samples.ts'

const facts = factsWith({ rubric: defaultProtocol2Rubric })
const command = (body: Record<string, unknown>) => ({
  protocol: 2 as const,
  applicationId: ids.application,
  evaluatorId: recruiter,
  statement: protocol2Statement(protocol2Input.parse(body)),
})
const creating =
  (body: Record<string, unknown>, changes: Partial<typeof facts> = {}) =>
  (state: EvaluationState) =>
    createEvaluation(state, command(body), { ...facts, ...changes })
const scoringWith =
  (body: Record<string, unknown>, changes: Partial<typeof facts> = {}) =>
  (state: EvaluationState) =>
    scoreEvaluation(state, command(body), { ...facts, ...changes })

const subject = subjectOf(2)
const opened = started({
  protocol: 2,
  applicationId: ids.application,
  candidateId: ids.candidate,
  automatically: false,
})
const done = (overall: number, passed: boolean) => completed(overall, passed, { protocol: 2 })
const qcm = (criteria: Record<string, number>, section_score: number, overall_score: number) =>
  scored({ section: 'qcm', criteria, section_score, overall_score, scoring_model: 'qcm' }, 2)
const simulated = (
  section: 'situation' | 'performance' | 'competence',
  criteria: Record<string, number>,
  section_score: number | null,
  overall_score: number,
  gap_level: 'moyen' | null = null,
) => scored({ section, criteria, section_score, overall_score, scoring_model: 'simulation', gap_level }, 2)

describe('D-05 protocol 2 follows protocol 1, for everybody', () => {
  test('the first scoring opens it', () =>
    given(protocol2)
      .when(creating({ qcm_role_score: 16 }))
      .then([opened, qcm({ qcm_role_score: 16 }, 16, 8)], 'evaluation-exists'))

  test('refused while protocol 1 is not completed', () => {
    given(protocol2)
      .when(creating({ qcm_role_score: 16 }, { awaitsProtocol1: true }))
      .thenRefused('protocol1-not-completed')
    given(protocol2, opened)
      .when(scoringWith({ qcm_role_score: 16 }, { awaitsProtocol1: true }))
      .thenRefused('protocol1-not-completed')
  })

  test('one that was begun goes on while protocol 1 is corrected', () =>
    given(protocol2, opened, qcm({ qcm_role_score: 16 }, 16, 8))
      .when(scoringWith({ qcm_role_score: 10 }, { awaitsProtocol1: true }))
      .then([qcm({ qcm_role_score: 10 }, 10, 5)]))
})

describe('two tests', () => {
  test('weigh half each, and complete the evaluation together', () =>
    given(protocol2, opened)
      .when(scoringWith({ qcm_role_score: '16.00', qcm_codir_score: 13 }))
      .then([qcm({ qcm_role_score: 16, qcm_codir_score: 13 }, 14.5, 14.5), done(14.5, true)]))
})

describe('the simulation', () => {
  test('in stars, four points each; once scored it outweighs the tests', () =>
    given(protocol2, opened, qcm({ qcm_role_score: 20 }, 20, 10))
      .when(scoringWith({ jeu_de_role_score: 4, jeu_codir_score: 3.5 }))
      .then([simulated('situation', { jeu_de_role_score: 16, jeu_codir_score: 14 }, 15, 7.5)]))

  test('all seven criteria complete it', () =>
    given(protocol2, opened)
      .when(
        scoringWith({
          jeu_de_role_score: 4,
          jeu_codir_score: 4,
          fiche_kpis_score: 3,
          fiche_kris_score: 3,
          fiche_kcis_score: 3,
          gap_competences_score: 2,
          gap_competences_level: 'moyen',
          plan_formation_score: 2,
        }),
      )
      .then([
        simulated('situation', { jeu_de_role_score: 16, jeu_codir_score: 16 }, 16, 8),
        simulated('performance', { fiche_kpis_score: 12, fiche_kris_score: 12, fiche_kcis_score: 12 }, 12, 10.4),
        simulated('competence', { gap_competences_score: 8, plan_formation_score: 8 }, 8, 12.8, 'moyen'),
        done(12.8, true),
      ]))

  test('the level of the gap alone is a part of its section', () =>
    given(protocol2, opened, qcm({ qcm_role_score: 16 }, 16, 8))
      .when(scoringWith({ gap_competences_level: 'moyen' }))
      .then([
        scored(
          {
            section: 'competence',
            criteria: {},
            section_score: null,
            overall_score: 8,
            scoring_model: 'qcm',
            gap_level: 'moyen',
          },
          2,
        ),
      ]))
})

test('an older client’s exactitude from 0 to 5 is the whole evaluation', () =>
  given(protocol2)
    .when(creating({ exactitude: 4.5, details: 'Réponses justes' }))
    .then(
      [
        opened,
        scored(
          {
            section: 'global',
            criteria: { global_score: 18 },
            comments: { details: 'Réponses justes' },
            section_score: 18,
            overall_score: 18,
            scoring_model: 'global',
          },
          2,
        ),
        done(18, true),
      ],
      'evaluation-exists',
    ))

describe('steps', () => {
  const step = (name: 'physical_visit' | 'job_sheet', completed: boolean, notes: string | null): EvaluationEvent => ({
    type: 'EvaluationStepCompleted',
    data: { ...subject, step: name, completed, notes },
  })

  test('are done, noted on and taken back, each as a fact of its own', () => {
    given(protocol2, opened)
      .when(scoringWith({ physical_visit: true, visit_notes: 'Owendo', job_sheet_created: true }))
      .then([step('physical_visit', true, 'Owendo'), step('job_sheet', true, null)])
    given(protocol2, opened, step('physical_visit', true, 'Owendo'))
      .when(scoringWith({ physical_visit: false }))
      .then([step('physical_visit', false, 'Owendo')])
  })

  test('already so when nothing is new; a flag that was never set is not taken back', () => {
    given(protocol2, opened, step('physical_visit', true, 'Owendo'))
      .when(scoringWith({ physical_visit: true, visit_notes: 'Owendo', job_sheet_created: false }))
      .thenAlreadySo()
  })

  test('already so when a client sends back the flags that follow from scores', () =>
    given(protocol2, opened, qcm({ qcm_role_score: 16 }, 16, 8))
      .when(scoringWith({ qcm_role_score: 16, qcm_role_completed: true, qcm_codir_completed: false, exactitude: 2 }))
      .thenAlreadySo())

  test('day and time of the simulation', () => {
    const dated = (simulation_date: string, simulation_time: string | null): EvaluationEvent => ({
      type: 'EvaluationSimulationDated',
      data: { ...subject, simulation_date, simulation_time },
    })
    given(protocol2, opened)
      .when(scoringWith({ simulation_date: '2026-03-02' }))
      .then([dated('2026-03-02', null)])
    given(protocol2, opened, dated('2026-03-02', null))
      .when(scoringWith({ simulation_time: '09:30' }))
      .then([dated('2026-03-02', '09:30:00')])
  })
})
