import type { ApplicationStatus } from '../applications/application-status.ts'

/**
 * The words that figures are counted by. The projector counts with them and the query API reads with them, so that both
 * mean the same.
 */

/** Stands for all recruiters where a count is kept per recruiter. */
export const EVERYBODY = '00000000-0000-0000-0000-000000000000'

/** The way to being hired, in its order. `rejected` and `withdrawn` end it from wherever an application stands. */
export const stages = [
  'pending',
  'reviewed',
  'shortlisted',
  'interview_scheduled',
  'incubation',
  'simulation_scheduled',
  'accepted',
  'hired',
] as const satisfies readonly ApplicationStatus[]
export type Stage = (typeof stages)[number]

/** How far a status is on the way; -1 for the ends, which are no part of it. */
export const rankOf = (status: ApplicationStatus): number => (stages as readonly ApplicationStatus[]).indexOf(status)

/** The UTC day of a recorded moment (ISO-8601 in UTC), `YYYY-MM-DD`, as the lake dates applications too. */
export const dayOf = (moment: string): string => moment.slice(0, 10)

/**
 * How well an offer is covered, in percent: the bands of the existing dashboards (recruitment §8). For a department the
 * number is the mean of applications per offer.
 */
export function coverageOf(applications: number): 0 | 50 | 70 | 85 | 100 {
  if (applications >= 10) return 100
  if (applications >= 7) return 85
  if (applications >= 4) return 70
  return applications >= 2 ? 50 : 0
}

/** `part` of `whole` in percent, to one decimal; 0 of nothing. */
export const percentOf = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((part * 1000) / whole) / 10
