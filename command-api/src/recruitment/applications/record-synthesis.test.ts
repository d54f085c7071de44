import { test } from '@jest/globals'
import { erased } from '@one-hcm/contracts/kernel/erased'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import {
  deletedApplication,
  ids,
  submitted,
  withdrawn,
} from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { given } from '@one-hcm/platform/testing/given'
import { type ApplicationState, application } from './application.ts'
import { type EvaluationScores, type RecordSynthesis, recordSynthesis } from './record-synthesis.ts'

const scores: EvaluationScores = {
  protocol1: { score: 12, revision: 5 },
  protocol2: { score: 15, revision: 2 },
  scoringVersion: '1',
}
const recording =
  (texts: RecordSynthesis['texts'], standing = scores) =>
  (state: ApplicationState) =>
    recordSynthesis(state, { applicationId: ids.application, recordedBy: ids.recruiter, texts }, standing)

type Recorded = Extract<ApplicationEvent, { type: 'SynthesisRecorded' }>
const recorded = (changes: Partial<Recorded['data']> = {}): Recorded => ({
  type: 'SynthesisRecorded',
  data: {
    application_id: ids.application,
    candidate_id: ids.candidate,
    points_forts: 'Rigueur',
    points_amelioration: null,
    conclusion: 'À retenir',
    protocol1_score: 12,
    protocol2_score: 15,
    // 40 % of 12 and 60 % of 15
    global_score: 13.8,
    weights: { protocol1: 0.4, protocol2: 0.6 },
    scoring_version: '1',
    recorded_by: ids.recruiter,
    decided_on: { protocol1_revision: 5, protocol2_revision: 2 },
    ...changes,
  },
})

test('a recruiter sums up, with the scores as they stand', () =>
  given(application, submitted())
    .when(recording({ points_forts: 'Rigueur', conclusion: 'À retenir' }))
    .then([recorded()]))

test('what is not named stays, null and nothing clear it', () =>
  given(application, submitted(), recorded())
    .when(recording({ points_forts: null, points_amelioration: 'Anglais' }))
    .then([recorded({ points_forts: null, points_amelioration: 'Anglais' })]))

test('while one evaluation is missing or at work there is no global score', () =>
  given(application, submitted())
    .when(recording({ conclusion: 'À retenir' }, { ...scores, protocol2: { score: null, revision: -1 } }))
    .then([
      recorded({
        points_forts: null,
        protocol2_score: null,
        global_score: null,
        decided_on: { protocol1_revision: 5, protocol2_revision: -1 },
      }),
    ]))

test('the same texts on other scores are recorded anew; on the same ones it is already so', () => {
  given(application, submitted(), recorded())
    .when(recording({ points_forts: 'Rigueur' }))
    .thenAlreadySo()
  given(application, submitted(), recorded())
    .when(recording({}, { ...scores, protocol2: { score: 10, revision: 4 } }))
    .then([
      recorded({
        protocol2_score: 10,
        global_score: 10.8,
        decided_on: { protocol1_revision: 5, protocol2_revision: 4 },
      }),
    ])
})

test('already so when nothing is said and nothing was scored', () =>
  given(application, submitted())
    .when(recording({}, { ...scores, protocol1: { score: null, revision: 0 } }))
    .thenAlreadySo())

test('refused without an application, and once it was withdrawn', () => {
  given(application)
    .when(recording({ conclusion: 'x' }))
    .thenRefused('application-not-found')
  given(application, submitted(), deletedApplication)
    .when(recording({ conclusion: 'x' }))
    .thenRefused('application-not-found')
  given(application, submitted(), withdrawn('pending'))
    .when(recording({ conclusion: 'x' }))
    .thenRefused('application-withdrawn')
})

test('a text that was erased is not written again', () =>
  given(application, submitted(), recorded({ points_forts: erased, conclusion: erased }))
    .when(recording({ points_amelioration: 'Anglais' }))
    .then([recorded({ points_forts: null, points_amelioration: 'Anglais', conclusion: null })]))
