import type { ApplicationStatus } from '../../recruitment/applications/application-status.ts'

type Language = 'fr' | 'en'
type Sentences = Readonly<Record<Language, { title: string; message: string }>>

/** `{job}`, `{person}`, `{date}` and `{time}` are filled in when a notification is read. */
const one = (fr: [string, string], en: [string, string]): Sentences => ({
  fr: { title: fr[0], message: fr[1] },
  en: { title: en[0], message: en[1] },
})

const status = (fr: string, en: string): Sentences => one(['Candidature mise à jour', fr], ['Application updated', en])

const statusTexts: Readonly<Record<`application_status_changed.${ApplicationStatus}`, Sentences>> = {
  'application_status_changed.pending': status(
    'Votre candidature pour « {job} » est de nouveau en attente.',
    'Your application for "{job}" is pending again.',
  ),
  'application_status_changed.reviewed': status(
    "Votre candidature pour « {job} » est en cours d'examen.",
    'Your application for "{job}" is being reviewed.',
  ),
  'application_status_changed.shortlisted': status(
    'Votre candidature pour « {job} » est présélectionnée.',
    'Your application for "{job}" has been shortlisted.',
  ),
  'application_status_changed.interview_scheduled': status(
    'Votre candidature pour « {job} » passe en entretien.',
    'Your application for "{job}" goes on to an interview.',
  ),
  'application_status_changed.incubation': status(
    'Votre candidature pour « {job} » entre en incubation.',
    'Your application for "{job}" enters incubation.',
  ),
  'application_status_changed.simulation_scheduled': status(
    'Votre candidature pour « {job} » passe en simulation.',
    'Your application for "{job}" goes on to a simulation.',
  ),
  'application_status_changed.accepted': status(
    'Bonne nouvelle : votre candidature pour « {job} » est acceptée.',
    'Good news: your application for "{job}" has been accepted.',
  ),
  'application_status_changed.hired': status(
    'Félicitations : vous êtes recruté(e) pour « {job} ».',
    'Congratulations: you have been hired for "{job}".',
  ),
  'application_status_changed.rejected': status(
    "Votre candidature pour « {job} » n'a pas été retenue.",
    'Your application for "{job}" was not successful.',
  ),
  'application_status_changed.withdrawn': status(
    'Votre candidature pour « {job} » est retirée.',
    'Your application for "{job}" has been withdrawn.',
  ),
}

const texts = {
  registration: one(
    ['Bienvenue', 'Votre compte est ouvert. Complétez votre profil pour postuler plus vite.'],
    ['Welcome', 'Your account is open. Complete your profile to apply faster.'],
  ),
  'registration.pending': one(
    ['Inscription reçue', "Votre demande d'accès est en attente de validation par les ressources humaines."],
    ['Sign-up received', 'Your access request is waiting for approval by human resources.'],
  ),
  access_requested: one(
    ["Nouvelle demande d'accès", "{person} demande l'accès à la plateforme."],
    ['New access request', '{person} asks for access to the platform.'],
  ),
  access_approved: one(
    ['Accès accordé', "Votre demande d'accès est acceptée. Bienvenue sur la plateforme."],
    ['Access granted', 'Your access request has been accepted. Welcome to the platform.'],
  ),
  password_reset: one(
    [
      'Réinitialisation du mot de passe',
      'Un lien pour choisir un autre mot de passe a été demandé ; il vaut une heure.',
    ],
    ['Password reset', 'A link to choose another password was asked for; it is valid for one hour.'],
  ),
  password_changed: one(
    [
      'Mot de passe modifié',
      "Votre mot de passe a été modifié. Si ce n'était pas vous, contactez les ressources humaines.",
    ],
    ['Password changed', 'Your password was changed. If it was not you, please contact human resources.'],
  ),
  profile_completed: one(
    ['Profil complété', 'Votre profil de candidat est enregistré.'],
    ['Profile completed', 'Your candidate profile has been saved.'],
  ),
  profile_updated: one(
    ['Profil mis à jour', 'Votre profil de candidat a été modifié.'],
    ['Profile updated', 'Your candidate profile was changed.'],
  ),
  application_submitted: one(
    ['Candidature envoyée', 'Votre candidature pour « {job} » a bien été reçue.'],
    ['Application sent', 'Your application for "{job}" has been received.'],
  ),
  'application_submitted.received': one(
    ['Nouvelle candidature', '{person} a postulé pour « {job} ».'],
    ['New application', '{person} has applied for "{job}".'],
  ),
  document_uploaded: one(
    ['Document ajouté', 'Votre document a été ajouté à votre candidature pour « {job} ».'],
    ['Document added', 'Your document was added to your application for "{job}".'],
  ),
  interview_scheduled: one(
    ['Entretien programmé', 'Votre entretien pour « {job} » aura lieu le {date} à {time}.'],
    ['Interview scheduled', 'Your interview for "{job}" takes place on {date} at {time}.'],
  ),
  interview_rescheduled: one(
    ['Entretien déplacé', 'Votre entretien pour « {job} » est déplacé au {date} à {time}.'],
    ['Interview moved', 'Your interview for "{job}" was moved to {date} at {time}.'],
  ),
  interview_cancelled: one(
    ['Entretien annulé', 'Votre entretien pour « {job} », prévu le {date} à {time}, est annulé.'],
    ['Interview cancelled', 'Your interview for "{job}" on {date} at {time} was cancelled.'],
  ),
  interview_reminder: one(
    ["Rappel d'entretien", 'Votre entretien pour « {job} » a lieu le {date} à {time}.'],
    ['Interview reminder', 'Your interview for "{job}" is on {date} at {time}.'],
  ),
  simulation_scheduled: one(
    ['Simulation programmée', 'Votre simulation pour « {job} » aura lieu le {date} à {time}.'],
    ['Simulation scheduled', 'Your simulation for "{job}" takes place on {date} at {time}.'],
  ),
  simulation_cancelled: one(
    ['Simulation annulée', 'Votre simulation pour « {job} », prévue le {date} à {time}, est annulée.'],
    ['Simulation cancelled', 'Your simulation for "{job}" on {date} at {time} was cancelled.'],
  ),
  evaluation_completed: one(
    ['Évaluation terminée', "L'évaluation est terminée : {person}, « {job} »."],
    ['Evaluation completed', 'The evaluation is complete: {person}, "{job}".'],
  ),
  job_match: one(
    ['Nouvelle offre', "L'offre « {job} » est ouverte aux candidatures."],
    ['New job offer', 'The offer "{job}" is open for applications.'],
  ),
  job_deadline: one(
    ['Clôture prochaine', "L'offre « {job} » se clôture le {date} à {time}."],
    ['Closing soon', 'The offer "{job}" closes on {date} at {time}.'],
  ),
  ...statusTexts,
} as const

export type NotificationText = keyof typeof texts
export const notificationTexts: Readonly<Record<NotificationText, Sentences>> = texts

/** What is filled in; null where it is erased or gone. */
export type NotificationFacts = {
  job: string | null
  person: string | null
  date: string | null
  time: string | null
}

/** What stands for a name that is erased, and for an offer that is gone. */
export const unnamed: Readonly<Record<Language, { person: string; job: string }>> = {
  fr: { person: 'Un candidat', job: 'offre supprimée' },
  en: { person: 'A candidate', job: 'deleted offer' },
}

/** A day as it is written in the language: `16/03/2026`, `2026-03-16`. */
const dayIn = (language: Language, date: string): string =>
  language === 'fr' ? date.split('-').toReversed().join('/') : date

/** Title and message of a notification in a language. */
export function notificationSentences(text: NotificationText, facts: NotificationFacts, language: Language) {
  const { title, message } = texts[text][language]
  const values: Readonly<Record<string, string>> = {
    job: facts.job ?? unnamed[language].job,
    person: facts.person ?? unnamed[language].person,
    date: facts.date === null ? '' : dayIn(language, facts.date),
    time: facts.time ?? '',
  }
  return { title, message: message.replace(/\{(\w+)\}/g, (_, name: string) => values[name]!) }
}
