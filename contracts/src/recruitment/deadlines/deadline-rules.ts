import type { RefusalCode } from '../../refusals.ts'
import type { DeadlineKind, DeadlineStatus } from './deadline-kind.ts'

/** Rules on deadlines that both sides go by: the command API to decide, the query API to say what is possible. */

const HOUR_MS = 3_600_000

/** When a deadline is due: a number of hours before what it is about. ISO-8601, UTC. */
export const hoursBefore = (subjectAt: string, hours: number): string =>
  new Date(Date.parse(subjectAt) - hours * HOUR_MS).toISOString()

/** The end of an offer is enforced however late; whatever announces something is worthless once that has begun. */
export const isWorthlessLate = (kind: DeadlineKind): boolean => kind !== 'offer-closing'

/** Only what still awaits its time is moved or called off by hand. */
export const whyNotChanged = (status: DeadlineStatus): Extract<RefusalCode, 'deadline-not-pending'> | undefined =>
  status === 'pending' ? undefined : 'deadline-not-pending'

/** Deadlines of an offer belong to its recruiter, reminders to all recruiters. */
export const isOfOffer = (kind: DeadlineKind): boolean => kind !== 'interview-reminder'
