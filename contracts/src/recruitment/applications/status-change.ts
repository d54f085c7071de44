import { type ApplicationStatus, applicationStatuses, corrections, transitions } from './application-status.ts'

/** Where an application stands, as far as its next status depends on it. */
export type StatusStanding = {
  status: ApplicationStatus
  /** The status before the current one: where a rejection is corrected to. */
  previousStatus: ApplicationStatus | undefined
}

/**
 * What a change of status would be: a step forward, a correction (which needs a note), the status it has already, or
 * nothing that staff may do. Withdrawing is the candidate's own act (recruitment §3.3).
 */
export function kindOfChange(
  { status, previousStatus }: StatusStanding,
  to: ApplicationStatus,
): 'transition' | 'correction' | 'already so' | 'not allowed' {
  if (to === status) return 'already so'
  if (to !== 'withdrawn' && transitions[status].includes(to)) return 'transition'
  const correctable = corrections[status]
  const targets = correctable === 'previous' ? [previousStatus ?? 'incubation'] : correctable
  return targets.includes(to) ? 'correction' : 'not allowed'
}

/** The statuses that a change of one kind can lead to. */
export const reachableBy = (kind: 'transition' | 'correction', standing: StatusStanding): ApplicationStatus[] =>
  applicationStatuses.filter((to) => kindOfChange(standing, to) === kind)
