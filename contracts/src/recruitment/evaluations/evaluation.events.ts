import { z } from 'zod'
import { defineEvent, type EventOf } from '../../kernel/event.ts'
import { evaluationSections } from './evaluation-grid.ts'
import { evaluationSteps, gapLevels } from './protocol2-criteria.ts'

/** Both protocols speak the same events, each in its own streams: `protocol1-<application id>`, `protocol2-…`. */
const evaluation = { context: 'recruitment', category: 'protocol1', otherCategories: ['protocol2'] } as const

/** Whose evaluation it is. The candidate's id is there for the sealed texts. */
const subject = {
  evaluation_id: z.string(),
  application_id: z.string(),
  candidate_id: z.string(),
  protocol: z.literal([1, 2]),
}

/** What the whole evaluation comes to after the event, and by which rubric: a later rubric never changes it. */
const total = {
  /** Of the whole evaluation, out of 20: the mean of the cards that count. Null while nothing is scored that counts. */
  overall_score: z.number().nullable(),
  scoring_model: z.enum(['weighted-sections', 'global', 'qcm', 'simulation']),
  /** Shares in the total, by section or criterion. */
  weights: z.record(z.string(), z.number()),
  scoring_version: z.string(),
}

export const EvaluationStarted = defineEvent({
  ...evaluation,
  type: 'EvaluationStarted',
  summary: 'The evaluation of an application was opened, with its submission or by the first scoring.',
  data: { ...subject, opened_automatically: z.boolean() },
})

export const EvaluationScored = defineEvent({
  ...evaluation,
  type: 'EvaluationScored',
  summary: 'An evaluator scored one section; the event holds the whole section of the card as it is now.',
  version: 2,
  data: {
    ...subject,
    evaluator_id: z.string(),
    /** The card: the evaluator's own with a panel; without, the card of whoever began, corrected by all. */
    card_id: z.string(),
    /** How many cards the evaluation waits for, as the offer said when its scoring began; null without a panel. */
    panel_size: z.number().int().nullable(),
    section: z.enum(evaluationSections),
    /** Out of 20, by criterion; stars count four. */
    criteria: z.record(z.string(), z.number()),
    /** Remarks by field, as written for this section so far. */
    comments: z.record(z.string(), z.string()),
    /** Out of 20. Null while a section holds remarks only. */
    section_score: z.number().nullable(),
    /** How wide the gap of competences is, where the section judges it. */
    gap_level: z.enum(gapLevels).nullable(),
    ...total,
    /** Revision of the application that the decision relied on; null in events of former releases. */
    application_revision: z.number().int().nullable(),
  },
  personal: { candidate_id: ['comments'] },
  // Before there were panels, every evaluator had a card of their own and each counted at once.
  upcasters: {
    1: (data) => ({
      ...data,
      card_id: data.evaluator_id,
      panel_size: null,
      gap_level: null,
      application_revision: null,
    }),
  },
})

export const ScorecardSubmitted = defineEvent({
  ...evaluation,
  type: 'ScorecardSubmitted',
  summary: 'A member of a panel handed in their card: from now on it counts, and they see those of the others.',
  data: { ...subject, evaluator_id: z.string(), card_id: z.string(), ...total },
})

export const DocumentsVerified = defineEvent({
  ...evaluation,
  type: 'DocumentsVerified',
  summary: "An evaluator checked the application's documents, or took that back.",
  data: { ...subject, evaluator_id: z.string(), verified: z.boolean() },
})

export const EvaluationAdherenceSet = defineEvent({
  ...evaluation,
  type: 'EvaluationAdherenceSet',
  summary: 'An evaluator judged whether the candidate adheres to the three axes; null where they have not.',
  data: {
    ...subject,
    evaluator_id: z.string(),
    adherence_metier: z.boolean().nullable(),
    adherence_talent: z.boolean().nullable(),
    adherence_paradigme: z.boolean().nullable(),
  },
})

export const EvaluationSummarised = defineEvent({
  ...evaluation,
  type: 'EvaluationSummarised',
  summary: 'An evaluator wrote what the evaluation comes to.',
  data: { ...subject, evaluator_id: z.string(), general_summary: z.string() },
  personal: { candidate_id: ['general_summary'] },
})

export const EvaluationInterviewDated = defineEvent({
  ...evaluation,
  type: 'EvaluationInterviewDated',
  summary: 'The date of the evaluation interview was noted.',
  data: { ...subject, evaluator_id: z.string(), interview_date: z.string() },
})

export const EvaluationStepCompleted = defineEvent({
  ...evaluation,
  type: 'EvaluationStepCompleted',
  summary: 'A step of protocol 2 was done, taken back, or noted on; the event holds the step as it is now.',
  data: {
    ...subject,
    evaluator_id: z.string(),
    step: z.enum(evaluationSteps),
    completed: z.boolean(),
    notes: z.string().nullable(),
  },
  personal: { candidate_id: ['notes'] },
})

export const EvaluationSimulationDated = defineEvent({
  ...evaluation,
  type: 'EvaluationSimulationDated',
  summary: 'Day and time of the simulation were noted.',
  data: {
    ...subject,
    evaluator_id: z.string(),
    /** `YYYY-MM-DD`. */
    simulation_date: z.string().nullable(),
    /** `HH:mm:ss`. */
    simulation_time: z.string().nullable(),
  },
})

export const EvaluationCompleted = defineEvent({
  ...evaluation,
  type: 'EvaluationCompleted',
  summary: 'The evaluation is done: all that it waits for is scored, or an evaluator said so.',
  data: {
    ...subject,
    evaluator_id: z.string(),
    /** Out of 20. */
    overall_score: z.number(),
    passed: z.boolean(),
    pass_mark: z.number(),
    scoring_version: z.string(),
  },
})

export const EvaluationRejected = defineEvent({
  ...evaluation,
  type: 'EvaluationRejected',
  summary: 'An evaluator decided that the candidate does not go on.',
  version: 2,
  data: { ...subject, evaluator_id: z.string(), reason: z.string().nullable() },
  personal: { candidate_id: ['reason'] },
  upcasters: { 1: (data) => ({ ...data, reason: null }) },
})

export const EvaluationReopened = defineEvent({
  ...evaluation,
  type: 'EvaluationReopened',
  summary: 'A completed or rejected evaluation was taken up again, to be corrected.',
  data: {
    ...subject,
    evaluator_id: z.string(),
    previous_status: z.enum(['completed', 'rejected']),
    reason: z.string().nullable(),
  },
  personal: { candidate_id: ['reason'] },
})

export const EvaluationReset = defineEvent({
  ...evaluation,
  type: 'EvaluationReset',
  summary: 'All that was scored and noted was cleared, and the evaluation begins anew; history keeps what was.',
  data: { ...subject, reset_by: z.string(), reason: z.string(), application_revision: z.number().int() },
  personal: { candidate_id: ['reason'] },
})

export const evaluationEvents = [
  EvaluationStarted,
  EvaluationScored,
  ScorecardSubmitted,
  DocumentsVerified,
  EvaluationAdherenceSet,
  EvaluationSummarised,
  EvaluationInterviewDated,
  EvaluationStepCompleted,
  EvaluationSimulationDated,
  EvaluationCompleted,
  EvaluationRejected,
  EvaluationReopened,
  EvaluationReset,
] as const
export type EvaluationEvent = EventOf<(typeof evaluationEvents)[number]>
