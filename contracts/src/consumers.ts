import {
  AccessApproved,
  AccessRejected,
  CandidateRegistered,
  PasswordChanged,
  PasswordReset,
  PasswordResetRequested,
  userEvents,
} from './identity/users/user.events.ts'
import type { EventDefinition } from './kernel/event.ts'
import { EmailQueued, EmailRetryRequested } from './notifications/emails/email.events.ts'
import {
  ApplicationStatusChanged,
  ApplicationSubmitted,
  applicationEvents,
} from './recruitment/applications/application.events.ts'
import { SimulationCancelled, SimulationScheduled } from './recruitment/applications/application-appointments.events.ts'
import { DeadlineReached } from './recruitment/deadlines/deadline.events.ts'
import { evaluationEvents } from './recruitment/evaluations/evaluation.events.ts'
import { EtlExportCompleted, EtlExportRequested } from './recruitment/exports/export.events.ts'
import {
  InterviewCancelled,
  InterviewDetailsChanged,
  InterviewRescheduled,
  InterviewScheduled,
  InterviewsSwapped,
} from './recruitment/interviews/interview.events.ts'
import { jobOfferEvents } from './recruitment/job-offers/job-offer.events.ts'

/** Somebody outside the domain who is told about events: names the queue, the checkpoint and the dead letters. */
export type ConsumerDeclaration = {
  readonly name: string
  readonly summary: string
  readonly eventTypes: readonly string[]
}

const typesOf = (...lists: readonly (readonly EventDefinition[])[]) => lists.flat().map(({ type }) => type)

export const etlRaw = {
  name: 'etl-raw',
  summary: 'Exports users, job offers and applications with their evaluations to the raw zone of the lake.',
  eventTypes: typesOf(userEvents, jobOfferEvents, applicationEvents, evaluationEvents),
} as const satisfies ConsumerDeclaration

export const etlRequests = {
  name: 'etl-requests',
  summary: 'Exports an application, its candidate and its offer once more, because somebody asked for it.',
  eventTypes: typesOf([EtlExportRequested]),
} as const satisfies ConsumerDeclaration

export const etlPostHook = {
  name: 'etl-post-hook',
  summary: 'Calls the function that is to run once an application is in the lake, where one is configured.',
  eventTypes: typesOf([ApplicationSubmitted, EtlExportCompleted]),
} as const satisfies ConsumerDeclaration

export const mailer = {
  name: 'mailer',
  summary: 'Writes to people about what concerns them, and sends what is queued.',
  eventTypes: typesOf(
    [CandidateRegistered, AccessApproved, AccessRejected, PasswordResetRequested, PasswordReset, PasswordChanged],
    [ApplicationSubmitted, ApplicationStatusChanged, SimulationScheduled, SimulationCancelled],
    [InterviewScheduled, InterviewRescheduled, InterviewsSwapped, InterviewDetailsChanged, InterviewCancelled],
    [DeadlineReached],
    [EmailQueued, EmailRetryRequested],
  ),
} as const satisfies ConsumerDeclaration

/**
 * Every consumer of the broker. The relay makes their queues before it publishes, so that a consumer that was never
 * started misses nothing; a type or consumer added later gets the events from then on, former ones by a backfill.
 */
export const consumers: readonly ConsumerDeclaration[] = [etlRaw, etlRequests, etlPostHook, mailer]
