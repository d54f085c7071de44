import { z } from 'zod'
import { defineEvent, type EventOf } from '../../kernel/event.ts'
import { protocol1Sections } from './protocol1-criteria.ts'

const protocol1 = { context: 'recruitment', category: 'protocol1' } as const

/** Whose evaluation it is. The candidate's id is there for the sealed texts. */
const subject = {
  evaluation_id: z.string(),
  application_id: z.string(),
  candidate_id: z.string(),
  protocol: z.literal(1),
}

export const EvaluationStarted = defineEvent({
  ...protocol1,
  type: 'EvaluationStarted',
  summary: 'The evaluation of an application was opened, with its submission or by the first scoring.',
  data: { ...subject, opened_automatically: z.boolean() },
})

export const EvaluationScored = defineEvent({
  ...protocol1,
  type: 'EvaluationScored',
  summary: 'An evaluator scored one section; the event holds the whole section of their card as it is now.',
  data: {
    ...subject,
    evaluator_id: z.string(),
    section: z.enum(protocol1Sections),
    /** Out of 20, by criterion. */
    criteria: z.record(z.string(), z.number()),
    /** Remarks by field, as written for this section so far. */
    comments: z.record(z.string(), z.string()),
    /** Out of 20. Null while a section holds remarks only. */
    section_score: z.number().nullable(),
    /** Of the whole evaluation, out of 20, after this. Null while nothing is scored that counts. */
    overall_score: z.number().nullable(),
    scoring_model: z.enum(['weighted-sections', 'global']),
    weights: z.object({ documentary: z.number(), mtp: z.number(), interview: z.number() }),
    scoring_version: z.string(),
  },
  personal: { candidate_id: ['comments'] },
})

export const DocumentsVerified = defineEvent({
  ...protocol1,
  type: 'DocumentsVerified',
  summary: "An evaluator checked the application's documents, or took that back.",
  data: { ...subject, evaluator_id: z.string(), verified: z.boolean() },
})

export const EvaluationAdherenceSet = defineEvent({
  ...protocol1,
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
  ...protocol1,
  type: 'EvaluationSummarised',
  summary: 'An evaluator wrote what the evaluation comes to.',
  data: { ...subject, evaluator_id: z.string(), general_summary: z.string() },
  personal: { candidate_id: ['general_summary'] },
})

export const EvaluationInterviewDated = defineEvent({
  ...protocol1,
  type: 'EvaluationInterviewDated',
  summary: 'The date of the evaluation interview was noted.',
  data: { ...subject, evaluator_id: z.string(), interview_date: z.string() },
})

export const EvaluationCompleted = defineEvent({
  ...protocol1,
  type: 'EvaluationCompleted',
  summary: 'The evaluation is done: all sections are scored, or an evaluator said so.',
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
  ...protocol1,
  type: 'EvaluationRejected',
  summary: 'An evaluator decided that the candidate does not go on.',
  data: { ...subject, evaluator_id: z.string() },
})

export const evaluationEvents = [
  EvaluationStarted,
  EvaluationScored,
  DocumentsVerified,
  EvaluationAdherenceSet,
  EvaluationSummarised,
  EvaluationInterviewDated,
  EvaluationCompleted,
  EvaluationRejected,
] as const
export type EvaluationEvent = EventOf<(typeof evaluationEvents)[number]>
