import { describe, test } from '@jest/globals'
import { erased } from '@one-hcm/contracts/kernel/erased'
import { protocol1Input, protocol1Statement } from '@one-hcm/contracts/recruitment/evaluations/protocol1-input'
import { ids } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { given } from '@one-hcm/platform/testing/given'
import { createEvaluation } from './create-evaluation.ts'
import { type EvaluationState, protocol1 } from './evaluation.ts'
import { openEvaluation } from './open-evaluation.ts'
import { scoreEvaluation } from './score-evaluation.ts'
import {
  colleague,
  completed,
  factsWith,
  opened,
  opening,
  recruiter,
  scored,
  started,
  subject,
} from './testing/evaluation-samples.ts'

const command = (body: Record<string, unknown>, evaluatorId: string) => ({
  protocol: 1 as const,
  applicationId: ids.application,
  evaluatorId,
  statement: protocol1Statement(protocol1Input.parse(body)),
})
const creating =
  (body: Record<string, unknown>, facts = factsWith()) =>
  (state: EvaluationState) =>
    createEvaluation(state, command(body, recruiter), facts)
const scoringWith =
  (body: Record<string, unknown>, evaluator: string = recruiter, facts = factsWith()) =>
  (state: EvaluationState) =>
    scoreEvaluation(state, command(body, evaluator), facts)

const documentary = { cv_score: 16, diplomes_certificats_score: 15.5, lettre_motivation_score: 13 }
const mtp = { metier_score: 12, talent_score: 14, paradigme_score: 10 }
const interview = { interview_metier_score: 11, interview_talent_score: 12, interview_paradigme_score: 13 }
const documentaryScored = scored({
  section: 'documentary',
  criteria: documentary,
  section_score: 14.83,
  overall_score: 2.97,
})
const mtpScored = scored({ section: 'mtp', criteria: mtp, section_score: 12, overall_score: 7.77 })
const interviewScored = scored({ section: 'interview', criteria: interview, section_score: 12, overall_score: 12.57 })

describe('an evaluation is opened', () => {
  const open = (state: EvaluationState) => openEvaluation(state, { ...opening, automatically: true })
  test('once', () => given(protocol1).when(open).then([opened]))
  test('already so once it is there, scored or not', () => {
    given(protocol1, opened).when(open).thenAlreadySo()
    given(protocol1, opened, documentaryScored).when(open).thenAlreadySo()
  })
})

describe('the first scoring', () => {
  test('opens the evaluation where that was not done yet', () =>
    given(protocol1)
      .when(creating(documentary))
      .then([started({ ...opening, automatically: false }), documentaryScored], 'evaluation-exists'))

  test('of one that was opened with the submission', () =>
    given(protocol1, opened).when(creating(documentary)).then([documentaryScored], 'evaluation-exists'))

  test('takes an application', () =>
    given(protocol1)
      .when(creating(documentary, factsWith({ application: { stage: 'none' } })))
      .thenRefused('application-not-found'))

  test('is refused where somebody scored before', () =>
    given(protocol1, opened, documentaryScored).when(creating(mtp)).thenRefused('evaluation-exists'))
})

describe('scoring', () => {
  test('section by section; the third completes the evaluation', () => {
    given(protocol1, opened).when(scoringWith(documentary)).then([documentaryScored])
    given(protocol1, opened, documentaryScored).when(scoringWith(mtp)).then([mtpScored])
    given(protocol1, opened, documentaryScored, mtpScored)
      .when(scoringWith(interview))
      .then([interviewScored, completed(12.57, true)])
  })

  test('all sections in one request', () =>
    given(protocol1, opened)
      .when(scoringWith({ ...documentary, ...mtp, ...interview }))
      .then([documentaryScored, mtpScored, interviewScored, completed(12.57, true)]))

  test('criterion by criterion: the section is the mean of those that are there', () =>
    given(
      protocol1,
      opened,
      scored({ section: 'mtp', criteria: { metier_score: 12 }, section_score: 12, overall_score: 4.8 }),
    )
      .when(scoringWith({ talent_score: '15.00' }))
      .then([
        scored({
          section: 'mtp',
          criteria: { metier_score: 12, talent_score: 15 },
          section_score: 13.5,
          overall_score: 5.4,
        }),
      ]))

  test("with the client's own figure for a section only where no criterion is scored", () => {
    given(protocol1, opened)
      .when(scoringWith({ mtp_score: 11 }))
      .then([scored({ section: 'mtp', criteria: {}, section_score: 11, overall_score: 4.4 })])
    given(protocol1, opened)
      .when(scoringWith({ mtp_score: 20, metier_score: 10 }))
      .then([scored({ section: 'mtp', criteria: { metier_score: 10 }, section_score: 10, overall_score: 4 })])
  })

  test('the gap stands apart', () =>
    given(protocol1, opened)
      .when(scoringWith({ gap_competence_score: 18, gap_competence_comments: 'Net' }))
      .then([
        scored({
          section: 'gap',
          criteria: { gap_competence_score: 18 },
          comments: { gap_competence_comments: 'Net' },
          section_score: 18,
          overall_score: null,
        }),
      ]))

  test('one score out of 100, as older clients send it, is the whole evaluation', () => {
    const global = scored({
      section: 'global',
      criteria: { global_score: 17 },
      comments: { notes: 'Bon profil' },
      section_score: 17,
      overall_score: 17,
      scoring_model: 'global',
    })
    given(protocol1, opened)
      .when(creating({ score: 85, notes: 'Bon profil' }))
      .then([global, completed(17, true)], 'evaluation-exists')
    given(protocol1, opened, global, completed(17, true))
      .when(scoringWith({ score: 45 }))
      .then([
        { type: 'EvaluationReopened', data: { ...subject, previous_status: 'completed', reason: null } },
        scored({
          section: 'global',
          criteria: { global_score: 9 },
          comments: { notes: 'Bon profil' },
          section_score: 9,
          overall_score: 9,
          scoring_model: 'global',
        }),
        completed(9, false),
      ])
  })

  test('a section counts more than a global score', () =>
    given(
      protocol1,
      opened,
      scored({
        section: 'global',
        criteria: { global_score: 17 },
        section_score: 17,
        overall_score: 17,
        scoring_model: 'global',
      }),
    )
      .when(scoringWith(documentary))
      .then([documentaryScored]))

  test('by a second evaluator corrects the one card that is there: without a panel there is no other', () =>
    given(protocol1, opened, documentaryScored)
      .when(scoringWith({ cv_score: 10 }, colleague))
      .then([
        scored({
          evaluator_id: colleague,
          section: 'documentary',
          criteria: { ...documentary, cv_score: 10 },
          section_score: 12.83,
          overall_score: 2.57,
        }),
      ]))

  test('goes on from cards of former releases, when every evaluator had one and all counted', () =>
    given(
      protocol1,
      opened,
      documentaryScored,
      scored({
        evaluator_id: colleague,
        card_id: colleague,
        section: 'documentary',
        criteria: { cv_score: 10 },
        section_score: 10,
        overall_score: 2.48,
      }),
    )
      .when(scoringWith({ cv_score: 12 }, colleague))
      .then([
        scored({
          evaluator_id: colleague,
          card_id: colleague,
          section: 'documentary',
          criteria: { cv_score: 12 },
          section_score: 12,
          // (14.83 + 12) / 2 = 13.415, rounded to 13.42, weighted 0.2
          overall_score: 2.68,
        }),
      ]))

  test('a correction reopens the evaluation and completes it anew', () =>
    given(protocol1, opened, documentaryScored, mtpScored, interviewScored, completed(12.57, true))
      .when(scoringWith({ cv_score: 1, reason: 'Diplôme vérifié' }))
      .then([
        { type: 'EvaluationReopened', data: { ...subject, previous_status: 'completed', reason: 'Diplôme vérifié' } },
        scored({
          section: 'documentary',
          criteria: { ...documentary, cv_score: 1 },
          section_score: 9.83,
          overall_score: 11.57,
        }),
        completed(11.57, true),
      ]))

  test('remarks alone, kept beside those that are there', () =>
    given(protocol1, opened, scored({ ...documentaryScored.data, comments: { cv_comments: 'Clair' } }))
      .when(scoringWith({ lettre_motivation_comments: 'Courte' }))
      .then([
        scored({
          ...documentaryScored.data,
          comments: { cv_comments: 'Clair', lettre_motivation_comments: 'Courte' },
        }),
      ]))

  test('already so when nothing is new, or nothing is said', () => {
    const scoredOnce = given(protocol1, opened, documentaryScored)
    scoredOnce.when(scoringWith({ cv_score: 16, mtp_score: null })).thenAlreadySo()
    scoredOnce.when(scoringWith({})).thenAlreadySo()
    scoredOnce.when(scoringWith({ status: 'in_progress', completed: false, overall_score: 20 })).thenAlreadySo()
  })

  test('takes an evaluation', () => given(protocol1).when(scoringWith(mtp)).thenRefused('evaluation-not-found'))
})

describe('beside scores', () => {
  test('documents, adherence, summary and interview date, each as a fact of its own', () =>
    given(protocol1, opened)
      .when(
        scoringWith({
          documents_verified: true,
          adherence_metier: true,
          adherence_talent: false,
          general_summary: 'Solide',
          interview_date: '2026-02-10T10:00:00+01:00',
        }),
      )
      .then([
        { type: 'DocumentsVerified', data: { ...subject, verified: true } },
        {
          type: 'EvaluationAdherenceSet',
          data: { ...subject, adherence_metier: true, adherence_talent: false, adherence_paradigme: null },
        },
        { type: 'EvaluationSummarised', data: { ...subject, general_summary: 'Solide' } },
        { type: 'EvaluationInterviewDated', data: { ...subject, interview_date: '2026-02-10T09:00:00.000Z' } },
      ]))

  test('completed because the evaluator says so: what is missing counts 0', () => {
    for (const body of [{ completed: true }, { status: 'completed' }])
      given(protocol1, opened, documentaryScored)
        .when(scoringWith(body))
        .then([completed(2.97, false)])
    given(protocol1, opened)
      .when(scoringWith({ completed: true }))
      .then([completed(0, false)])
  })

  test('rejected by decision', () =>
    given(protocol1, opened, documentaryScored)
      .when(scoringWith({ status: 'rejected' }))
      .then([{ type: 'EvaluationRejected', data: { ...subject, reason: null } }]))
})

test('with the candidate erased, an evaluation is still decided on, by its scores', () => {
  const erasedHistory = [
    opened,
    { ...documentaryScored, data: { ...documentaryScored.data, comments: erased } },
    { type: 'EvaluationSummarised', data: { ...subject, general_summary: erased } },
  ] as const
  given(protocol1, ...erasedHistory)
    .when(scoringWith({ cv_score: 16 }))
    .thenAlreadySo()
  given(protocol1, ...erasedHistory)
    .when(scoringWith({ completed: true }))
    .then([completed(2.97, false)])
  given(protocol1, ...erasedHistory)
    .when(creating(mtp))
    .thenRefused('evaluation-exists')
})
