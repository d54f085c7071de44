/** Where interviews are held unless something else is said (recruitment §2.12). */
export const DEFAULT_INTERVIEW_LOCATION = 'Salle de réunion, siège SEEG, Libreville'

export const interviewLocation = (settings: { interviewLocation?: string }): string =>
  settings.interviewLocation ?? DEFAULT_INTERVIEW_LOCATION
