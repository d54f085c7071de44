import type { EmailValues } from '@one-hcm/contracts/notifications/emails/email.events'
import type { Language } from '@one-hcm/contracts/notifications/emails/email-template'
import { type Content, inLanguage, type Links, type Template } from './content.ts'
import { day, dayAndTime, greeting, time } from './wording.ts'

/** Messages about interviews and simulations. */

const MODES = {
  fr: { presentiel: 'En présentiel', distanciel: 'À distance' },
  en: { presentiel: 'On site', distanciel: 'Remote' },
} as const

const mode = (values: EmailValues, language: Language): string | undefined =>
  MODES[language][values.interview_mode as keyof (typeof MODES)['fr']]

/** Date, time, place and persons; the place is told even when it is not known yet. */
const appointment = (values: EmailValues, language: Language): NonNullable<Content['details']> =>
  inLanguage<NonNullable<Content['details']>>(language, {
    fr: [
      ['Poste', values.job_title],
      ['Date', day(values.starts_at, 'fr')],
      ['Heure', `${time(values.starts_at, 'fr')} (heure de Libreville)`],
      ['Lieu', values.location || (values.video_link ? null : 'À confirmer')],
      ['Modalité', mode(values, 'fr')],
      ['Lien de visioconférence', values.video_link],
      ['Interlocuteur', values.interviewer],
      ['Remarques', values.notes],
    ],
    en: [
      ['Position', values.job_title],
      ['Date', day(values.starts_at, 'en')],
      ['Time', `${time(values.starts_at, 'en')} (Libreville time)`],
      ['Place', values.location || (values.video_link ? null : 'To be confirmed')],
      ['Mode', mode(values, 'en')],
      ['Video link', values.video_link],
      ['Interviewer', values.interviewer],
      ['Notes', values.notes],
    ],
  })

const seeApplication = (values: EmailValues, language: Language, links: Links) =>
  values.application_id
    ? {
        action: {
          label: inLanguage(language, { fr: 'Voir ma candidature', en: 'See my application' }),
          url: links.application(values.application_id),
        },
      }
    : {}

/** A message about an appointment: its subject and first words, then when, where and with whom. */
const appointmentTemplate = (
  name: Template['name'],
  words: (values: EmailValues) => Readonly<Record<Language, { subject: string; paragraphs: string[] }>>,
): Template => ({
  name,
  version: 1,
  content: (values, language, links): Content => ({
    greeting: greeting(values, language),
    ...inLanguage(language, words(values)),
    details: appointment(values, language),
    ...seeApplication(values, language, links),
  }),
})

const invitation = appointmentTemplate('interview-invitation', ({ job_title }) => ({
  fr: {
    subject: `Invitation à un entretien : ${job_title}`,
    paragraphs: ['Suite à votre candidature, nous avons le plaisir de vous inviter à un entretien.'],
  },
  en: {
    subject: `Invitation to an interview: ${job_title}`,
    paragraphs: ['Following your application, we are pleased to invite you to an interview.'],
  },
}))

const rescheduled = appointmentTemplate('interview-rescheduled', ({ job_title, previous_starts_at }) => ({
  fr: {
    subject: `Nouvelle date pour votre entretien : ${job_title}`,
    paragraphs: [
      `Votre entretien, prévu le ${dayAndTime(previous_starts_at, 'fr')}, change de date. Voici le nouveau rendez-vous.`,
    ],
  },
  en: {
    subject: `New date for your interview: ${job_title}`,
    paragraphs: [
      `Your interview of ${dayAndTime(previous_starts_at, 'en')} gets another date. This is the new appointment.`,
    ],
  },
}))

const updated = appointmentTemplate('interview-updated', ({ job_title }) => ({
  fr: {
    subject: `Votre entretien : ${job_title}`,
    paragraphs: ['La date de votre entretien ne change pas, mais le lieu ou la modalité. Voici le rendez-vous à jour.'],
  },
  en: {
    subject: `Your interview: ${job_title}`,
    paragraphs: [
      'The date of your interview stays, but the place or the mode is another one. This is the appointment now.',
    ],
  },
}))

const reminder = appointmentTemplate('interview-reminder', ({ job_title }) => ({
  fr: {
    subject: `Rappel : votre entretien approche (${job_title})`,
    paragraphs: ['Nous vous rappelons votre prochain entretien.'],
  },
  en: {
    subject: `Reminder: your interview is near (${job_title})`,
    paragraphs: ['We remind you of your coming interview.'],
  },
}))

const simulation = appointmentTemplate('simulation-invitation', ({ job_title }) => ({
  fr: {
    subject: `Invitation à une simulation : ${job_title}`,
    paragraphs: ['Suite à votre candidature, nous vous invitons à une mise en situation (simulation).'],
  },
  en: {
    subject: `Invitation to a simulation: ${job_title}`,
    paragraphs: ['Following your application, we invite you to a work simulation.'],
  },
}))

/** A message that an appointment does not take place. */
const cancellation = (
  name: Template['name'],
  what: Readonly<Record<Language, { subject: string; appointment: string }>>,
): Template => ({
  name,
  version: 1,
  content: (values, language, links): Content => ({
    greeting: greeting(values, language),
    ...inLanguage(language, {
      fr: {
        subject: `${what.fr.subject} : ${values.job_title}`,
        paragraphs: [
          `${what.fr.appointment} du ${dayAndTime(values.starts_at, 'fr')} est annulé(e). Nous vous prions de nous en excuser.`,
        ],
        afterword: ["S'il y a lieu, une nouvelle date vous sera proposée."],
      },
      en: {
        subject: `${what.en.subject}: ${values.job_title}`,
        paragraphs: [
          `${what.en.appointment} of ${dayAndTime(values.starts_at, 'en')} has been cancelled. Please accept our apologies.`,
        ],
        afterword: ['Where there is reason to, you will be offered another date.'],
      },
    }),
    ...seeApplication(values, language, links),
  }),
})

const interviewCancelled = cancellation('interview-cancelled', {
  fr: { subject: 'Votre entretien est annulé', appointment: "L'entretien" },
  en: { subject: 'Your interview is cancelled', appointment: 'The interview' },
})
const simulationCancelled = cancellation('simulation-cancelled', {
  fr: { subject: 'Votre simulation est annulée', appointment: 'La simulation' },
  en: { subject: 'Your simulation is cancelled', appointment: 'The simulation' },
})

export const interviewTemplates: readonly Template[] = [
  invitation,
  rescheduled,
  updated,
  reminder,
  simulation,
  interviewCancelled,
  simulationCancelled,
]
