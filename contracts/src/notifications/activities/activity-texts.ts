import type { ApplicationStatus } from '../../recruitment/applications/application-status.ts'

type Sentence = Readonly<Record<'fr' | 'en', string>>

/** Statuses as the staff calls them. */
const statuses: Readonly<Record<ApplicationStatus, Sentence>> = {
  pending: { fr: 'en attente', en: 'pending' },
  reviewed: { fr: 'examinée', en: 'reviewed' },
  shortlisted: { fr: 'présélectionnée', en: 'shortlisted' },
  interview_scheduled: { fr: 'en entretien', en: 'in interview' },
  incubation: { fr: 'en incubation', en: 'in incubation' },
  simulation_scheduled: { fr: 'en simulation', en: 'in simulation' },
  accepted: { fr: 'acceptée', en: 'accepted' },
  hired: { fr: 'embauchée', en: 'hired' },
  rejected: { fr: 'refusée', en: 'rejected' },
  withdrawn: { fr: 'retirée', en: 'withdrawn' },
}

const statusTexts = Object.fromEntries(
  Object.entries(statuses).map(([status, { fr, en }]) => [
    `application_status_changed.${status}`,
    {
      fr: `La candidature de {person} pour « {job} » est ${fr}.`,
      en: `The application of {person} for "{job}" is ${en}.`,
    },
  ]),
) as Record<`application_status_changed.${ApplicationStatus}`, Sentence>

const texts = {
  application_submitted: { fr: '{person} a postulé pour « {job} ».', en: '{person} has applied for "{job}".' },
  document_uploaded: {
    fr: 'Un document a été ajouté à la candidature de {person} pour « {job} ».',
    en: 'A document was added to the application of {person} for "{job}".',
  },
  application_withdrawn: {
    fr: '{person} a retiré sa candidature pour « {job} ».',
    en: '{person} has withdrawn their application for "{job}".',
  },
  simulation_scheduled: {
    fr: 'La simulation de {person} pour « {job} » est programmée.',
    en: 'The simulation of {person} for "{job}" is scheduled.',
  },
  interview_scheduled: {
    fr: "L'entretien de {person} pour « {job} » est programmé.",
    en: 'The interview of {person} for "{job}" is scheduled.',
  },
  interview_rescheduled: {
    fr: "L'entretien de {person} pour « {job} » est déplacé.",
    en: 'The interview of {person} for "{job}" was moved.',
  },
  interview_completed: {
    fr: "L'entretien de {person} pour « {job} » a eu lieu.",
    en: 'The interview of {person} for "{job}" took place.',
  },
  interview_cancelled: {
    fr: "L'entretien de {person} pour « {job} » est annulé.",
    en: 'The interview of {person} for "{job}" was cancelled.',
  },
  evaluation_completed: {
    fr: "L'évaluation de {person} pour « {job} » est terminée.",
    en: 'The evaluation of {person} for "{job}" is complete.',
  },
  job_offer_published: { fr: "L'offre « {job} » est publiée.", en: 'The offer "{job}" is published.' },
  job_offer_closed: { fr: "L'offre « {job} » est close.", en: 'The offer "{job}" is closed.' },
  candidate_registered: { fr: '{person} a ouvert un compte.', en: '{person} has opened an account.' },
  ...statusTexts,
} as const satisfies Readonly<Record<string, Sentence>>

export type ActivityText = keyof typeof texts

/** What stands for a name that is erased, and for an offer that is gone. */
const unnamed = {
  fr: { person: 'un candidat', job: 'offre supprimée' },
  en: { person: 'a candidate', job: 'deleted offer' },
} as const

/** The sentence of an activity in a language. */
export function activitySentence(
  text: ActivityText,
  { person, job }: { person: string | null; job: string | null },
  language: 'fr' | 'en',
): string {
  const values: Readonly<Record<string, string>> = {
    person: person ?? unnamed[language].person,
    job: job ?? unnamed[language].job,
  }
  const filled = texts[text][language].replace(/\{(\w+)\}/g, (_, name: string) => values[name]!)
  return filled.charAt(0).toUpperCase() + filled.slice(1)
}
