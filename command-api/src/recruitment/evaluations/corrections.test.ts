import { describe, expect, test } from '@jest/globals'
import { erased } from '@one-hcm/contracts/kernel/erased'
import type { EvaluationEvent } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import { foldEvaluation } from '@one-hcm/contracts/recruitment/evaluations/evaluation.row'
import {
  newProtocol1Input,
  protocol1Input,
  protocol1Statement,
} from '@one-hcm/contracts/recruitment/evaluations/protocol1-input'
import { protocol2Input } from '@one-hcm/contracts/recruitment/evaluations/protocol2-input'
import { foldTwice, history } from '@one-hcm/contracts/recruitment/testing/fold-twice'
import { ids } from '@one-hcm/contracts/recruitment/testing/recruitment-samples'
import { given } from '@one-hcm/platform/testing/given'
import { createEvaluation } from './create-evaluation.ts'
import { type EvaluationState, protocol1 } from './evaluation.ts'
import { resetEvaluation } from './reset-evaluation.ts'
import { scoreEvaluation } from './score-evaluation.ts'
import { AT, completed, factsWith, opened, recruiter, scored, subject } from './testing/evaluation-samples.ts'

const command = (body: Record<string, unknown>) => ({
  protocol: 1 as const,
  applicationId: ids.application,
  evaluatorId: recruiter,
  statement: protocol1Statement(protocol1Input.parse(body)),
})
const scoringWith =
  (body: Record<string, unknown>, facts = factsWith()) =>
  (state: EvaluationState) =>
    scoreEvaluation(state, command(body), facts)

const global = (score: number) =>
  scored({
    section: 'global',
    criteria: { global_score: score },
    section_score: score,
    overall_score: score,
    scoring_model: 'global',
  })
const done = [opened, global(15), completed(15, true)]
const reopened = (previous_status: 'completed' | 'rejected', reason: string | null): EvaluationEvent => ({
  type: 'EvaluationReopened',
  data: { ...subject, previous_status, reason },
})
const rejected: EvaluationEvent = { type: 'EvaluationRejected', data: { ...subject, reason: 'Diplôme non reconnu' } }

describe('taken up again', () => {
  test('because somebody says so, with the reason; it stays open until something is scored or decided', () =>
    given(protocol1, ...done)
      .when(scoringWith({ status: 'in_progress', reason: 'Erreur de saisie' }))
      .then([reopened('completed', 'Erreur de saisie')]))

  test('by scoring anew; a rejected one too', () =>
    given(protocol1, opened, rejected)
      .when(scoringWith({ score: 60 }))
      .then([reopened('rejected', null), global(12), completed(12, true)]))

  test('already so while it is open', () =>
    given(protocol1, opened, scored({ section: 'mtp', criteria: {}, section_score: 4, overall_score: 1.6 }))
      .when(scoringWith({ status: 'in_progress' }))
      .thenAlreadySo())

  test('what a client read and sends back says nothing new: totals, status, flags', () => {
    const mtp = scored({ section: 'mtp', criteria: {}, section_score: 4, overall_score: 1.6 })
    const readBack = {
      mtp_score: 4,
      overall_score: 1.6,
      total_score: 1.6,
      score: 8,
      status: 'in_progress',
      completed: false,
    }
    given(protocol1, opened, mtp).when(scoringWith(readBack)).thenAlreadySo()
    given(protocol1, opened, mtp)
      .when(scoringWith({ ...readBack, documentary_score: 10, interview_score: 10 }))
      .then([
        scored({ section: 'documentary', criteria: {}, section_score: 10, overall_score: 3.6 }),
        scored({ section: 'interview', criteria: {}, section_score: 10, overall_score: 7.6 }),
        completed(7.6, false),
      ])
    given(protocol1, ...done)
      .when(scoringWith({ score: 75, overall_score: 15, status: 'in_progress' }))
      .thenAlreadySo()
  })

  test('rejected with its reason', () =>
    given(protocol1, opened)
      .when(scoringWith({ status: 'rejected', reason: 'Diplôme non reconnu' }))
      .then([rejected]))
})

describe('reset', () => {
  const resetting =
    (demandedAt?: number, facts = factsWith()) =>
    (state: EvaluationState) =>
      resetEvaluation(
        state,
        {
          applicationId: ids.application,
          resetBy: recruiter,
          reason: 'Mauvais dossier',
          ...(demandedAt === undefined ? {} : { demandedAt }),
        },
        facts,
      )
  const { evaluator_id: _, ...ofEvaluation } = subject
  const reset = (application_revision = AT): EvaluationEvent => ({
    type: 'EvaluationReset',
    data: { ...ofEvaluation, reset_by: recruiter, reason: 'Mauvais dossier', application_revision },
  })

  test('clears all that was said, and the scoring begins anew', () => {
    given(protocol1, ...done)
      .when(resetting())
      .then([reset()])
    given(protocol1, ...done, reset())
      .when((state: EvaluationState) => createEvaluation(state, command({ score: 50 }), factsWith()))
      .then([global(10), completed(10, true)], 'evaluation-exists')
  })

  test('already so where nothing was said', () => {
    given(protocol1, opened).when(resetting()).thenAlreadySo()
    given(protocol1, ...done, reset())
      .when(resetting())
      .thenAlreadySo()
  })

  test('takes an evaluation, and an application that is there', () => {
    given(protocol1).when(resetting()).thenRefused('evaluation-not-found')
    given(protocol1, ...done)
      .when(resetting(undefined, factsWith({ application: { stage: 'deleted' } })))
      .thenRefused('evaluation-not-found')
  })

  test('demanded by a correction of the application: once, and never what was begun after it', () => {
    given(protocol1, ...done)
      .when(resetting(AT + 1))
      .then([reset(AT + 1)])
    given(protocol1, ...done, reset(AT + 1), global(8))
      .when(resetting(AT + 1))
      .thenAlreadySo()
    given(protocol1, ...done)
      .when(resetting(AT - 1))
      .thenAlreadySo()
  })
})

describe('W-28 evaluations of applications that are gone', () => {
  const gone = [{ stage: 'none' }, { stage: 'deleted' }] as const
  test('are not written: neither begun nor changed', () => {
    for (const application of gone) {
      const facts = factsWith({ application })
      given(protocol1, ...done)
        .when(scoringWith({ score: 1 }, facts))
        .thenRefused('evaluation-not-found')
      given(protocol1, opened)
        .when((state: EvaluationState) => createEvaluation(state, command({ score: 1 }), facts))
        .thenRefused('application-not-found')
    }
  })

  test('rest when the candidate withdrew', () => {
    const application = {
      stage: 'submitted',
      status: 'withdrawn',
      candidateId: ids.candidate,
      revision: AT,
    } as const
    const facts = factsWith({ application })
    given(protocol1, ...done)
      .when(scoringWith({ score: 1 }, facts))
      .thenRefused('application-withdrawn')
    given(protocol1, opened)
      .when((state: EvaluationState) => createEvaluation(state, command({ score: 1 }), facts))
      .thenRefused('application-withdrawn')
  })
})

describe('D-04 a rubric that changes', () => {
  const stricter = factsWith({
    rubric: { version: '0.1/0.2/0.7 pass 15', weights: { documentary: 0.1, mtp: 0.2, interview: 0.7 }, passMark: 15 },
  })
  const before = [
    opened,
    scored({ section: 'documentary', criteria: {}, section_score: 20, overall_score: 4 }),
    scored({ section: 'mtp', criteria: {}, section_score: 20, overall_score: 12 }),
  ]

  test('never alters a past total: completing afterwards states the total as it came of the scoring', () =>
    given(protocol1, ...before)
      .when(scoringWith({ completed: true }, stricter))
      .then([completed(12, false, { pass_mark: 15, scoring_version: '0.1/0.2/0.7 pass 15' })]))

  test('nor the row, whatever the rubric is when it is folded again', () => {
    const row = foldTwice(foldEvaluation, history(`protocol1-${ids.application}`, ...before))!
    expect(row).toMatchObject({ overall_score: 12, scoring_version: '1' })
  })

  test('weighs what is scored from then on, and says so in the event', () =>
    given(protocol1, ...before)
      .when(scoringWith({ interview_score: 10 }, stricter))
      .then([
        scored({
          section: 'interview',
          criteria: {},
          section_score: 10,
          overall_score: 13,
          weights: { documentary: 0.1, mtp: 0.2, interview: 0.7 },
          scoring_version: '0.1/0.2/0.7 pass 15',
        }),
        completed(13, false, { pass_mark: 15, scoring_version: '0.1/0.2/0.7 pass 15' }),
      ]))
})

describe('W-42 limits hold in updates as in the first body', () => {
  const application_id = ids.application
  test.each([
    [{ cv_score: 20.01 }, false],
    [{ cv_score: -0.01 }, false],
    [{ metier_score: '21' }, false],
    [{ interview_score: 1000 }, false],
    [{ gap_competence_score: null, cv_score: '19.99' }, true],
    [{ scale: 5, cv_score: 5 }, true],
    [{ scale: 5, cv_score: 5.5 }, false],
    [{ scale: 100, mtp_score: 85 }, true],
    [{ scale: 50, mtp_score: 1 }, false],
    [{ score: 101 }, false],
  ] as const)('%j: %s', (body, accepted) => {
    expect(protocol1Input.safeParse(body).success).toBe(accepted)
    expect(newProtocol1Input.safeParse({ application_id, ...body }).success).toBe(accepted)
  })

  test('of protocol 2 too', () => {
    for (const body of [{ qcm_role_score: 20.5 }, { jeu_codir_score: 5.1 }, { exactitude: -1 }])
      expect(protocol2Input.safeParse(body).success).toBe(false)
  })

  test('a moment is one in UTC, with a zone or without', () => {
    const dateOf = (interview_date: string) =>
      protocol1Statement(protocol1Input.parse({ interview_date })).interviewDate
    expect(dateOf('2026-02-10T10:00:00+01:00')).toBe('2026-02-10T09:00:00.000Z')
    expect(dateOf('2026-02-10T10:00:00')).toBe('2026-02-10T10:00:00.000Z')
    expect(dateOf('2026-02-10')).toBe('2026-02-10T00:00:00.000Z')
    expect(protocol1Input.safeParse({ interview_date: '2026-02-30' }).success).toBe(false)
  })

  test('stars and per cent become points out of 20', () => {
    expect(
      protocol1Statement(protocol1Input.parse({ scale: 5, cv_score: 3.5 })).sections.documentary?.criteria,
    ).toEqual({
      cv_score: 14,
    })
    expect(
      protocol1Statement(protocol1Input.parse({ scale: 100, cv_score: 83 })).sections.documentary?.criteria,
    ).toEqual({
      cv_score: 16.6,
    })
  })
})

test('W-36 a part of the body changes that part: what is not named, or null, stays as it is', () =>
  given(
    protocol1,
    opened,
    scored({
      section: 'documentary',
      criteria: { cv_score: 12 },
      comments: { cv_comments: 'Clair' },
      section_score: 12,
      overall_score: 2.4,
    }),
  )
    .when(scoringWith({ diplomes_certificats_score: 14, cv_score: null, cv_comments: null }))
    .then([
      scored({
        section: 'documentary',
        criteria: { cv_score: 12, diplomes_certificats_score: 14 },
        comments: { cv_comments: 'Clair' },
        section_score: 13,
        overall_score: 2.6,
      }),
    ]))

test('W-37 totals come from the server: what the client calculates is not read', () =>
  given(protocol1, opened)
    .when(scoringWith({ cv_score: 10, documentary_score: 20, overall_score: 20, total_score: 20 }))
    .then([scored({ section: 'documentary', criteria: { cv_score: 10 }, section_score: 10, overall_score: 2 })]))

test('with the candidate erased, an evaluation is corrected and reset as before', () => {
  const sealed: EvaluationEvent[] = [
    opened,
    { ...global(15), data: { ...global(15).data, comments: erased } },
    completed(15, true),
    { type: 'EvaluationReopened', data: { ...subject, previous_status: 'completed', reason: erased } },
  ]
  given(protocol1, ...sealed)
    .when(scoringWith({ score: 50 }))
    .then([global(10), completed(10, true)])
})
