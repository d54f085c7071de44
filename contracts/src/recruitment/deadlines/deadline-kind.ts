import { deriveId } from '../../kernel/aggregate-id.ts'

/** What is awaited: the end of an offer, the day it draws near, the day before an interview. */
export const deadlineKinds = ['offer-closing', 'offer-closing-soon', 'interview-reminder'] as const
export type DeadlineKind = (typeof deadlineKinds)[number]

export const deadlineStatuses = ['pending', 'reached', 'cancelled'] as const
export type DeadlineStatus = (typeof deadlineStatuses)[number]

/**
 * Id of a deadline's stream: one per kind and subject, so that setting it twice meets itself in the store. The subject
 * is the offer's id, or for a reminder the application's, since an interview keeps its application when it is moved.
 */
export const deadlineId = (kind: DeadlineKind, subjectId: string): string => deriveId('deadline', kind, subjectId)
