/** Canonical statuses of an application and their French words for existing clients (recruitment §3.3). */
export const applicationStatuses = [
  'pending',
  'reviewed',
  'shortlisted',
  'interview_scheduled',
  'incubation',
  'simulation_scheduled',
  'accepted',
  'hired',
  'rejected',
  'withdrawn',
] as const
export type ApplicationStatus = (typeof applicationStatuses)[number]

export const statusFr: Readonly<Record<ApplicationStatus, string>> = {
  pending: 'candidature',
  reviewed: 'candidature',
  shortlisted: 'candidature',
  interview_scheduled: 'entretien_programme',
  incubation: 'incubation',
  simulation_scheduled: 'simulation_programmee',
  accepted: 'embauche',
  hired: 'embauche',
  rejected: 'refuse',
  withdrawn: 'refuse',
}

const aliases: ReadonlyMap<string, ApplicationStatus> = new Map(
  Object.entries({
    submitted: 'pending',
    soumis: 'pending',
    candidature: 'pending',
    under_review: 'reviewed',
    reviewing: 'reviewed',
    interview: 'interview_scheduled',
    entretien_programme: 'interview_scheduled',
    simulation_programmee: 'simulation_scheduled',
    offer: 'accepted',
    embauche: 'hired',
    refuse: 'rejected',
  } as const),
)

/** The canonical status behind any accepted word, undefined for an unknown one. */
export const canonicalStatus = (word: string): ApplicationStatus | undefined =>
  (applicationStatuses as readonly string[]).includes(word) ? (word as ApplicationStatus) : aliases.get(word)

/**
 * The statuses a filter means: a canonical word itself, a French one all that are shown by it (`candidature` covers the
 * first three), undefined for an unknown word.
 */
export function statusesShownAs(word: string): readonly ApplicationStatus[] | undefined {
  const shown = applicationStatuses.filter((status) => statusFr[status] === word)
  if (shown.length > 0) return shown
  const canonical = canonicalStatus(word)
  return canonical && [canonical]
}

/** Transitions that anyone with the right may make; `corrections` need a note and are recorded as such. */
export const transitions: Readonly<Record<ApplicationStatus, readonly ApplicationStatus[]>> = {
  pending: ['reviewed', 'shortlisted', 'interview_scheduled', 'incubation', 'rejected', 'withdrawn'],
  reviewed: ['shortlisted', 'interview_scheduled', 'incubation', 'rejected', 'withdrawn'],
  shortlisted: ['interview_scheduled', 'incubation', 'accepted', 'rejected', 'withdrawn'],
  interview_scheduled: ['incubation', 'shortlisted', 'accepted', 'rejected', 'withdrawn', 'pending'],
  incubation: ['simulation_scheduled', 'interview_scheduled', 'accepted', 'hired', 'rejected', 'withdrawn'],
  simulation_scheduled: ['incubation', 'accepted', 'hired', 'rejected', 'withdrawn'],
  accepted: ['hired', 'rejected', 'withdrawn'],
  hired: [],
  rejected: [],
  withdrawn: [],
}

/** Steps back that undo a mistake. `rejected` goes back to where it came from, or to `incubation`. */
export const corrections: Readonly<Record<ApplicationStatus, readonly ApplicationStatus[] | 'previous'>> = {
  pending: [],
  reviewed: ['pending'],
  shortlisted: ['reviewed'],
  interview_scheduled: [],
  incubation: ['pending'],
  simulation_scheduled: [],
  accepted: ['incubation'],
  hired: ['incubation'],
  rejected: 'previous',
  withdrawn: [],
}
