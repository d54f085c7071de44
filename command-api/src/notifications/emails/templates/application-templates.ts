import type { Language } from '@one-hcm/contracts/notifications/emails/email-template'
import { type Content, inLanguage, type Template } from './content.ts'
import { greeting } from './wording.ts'

/** Messages about an application: its reception and where it stands. */

const applicationReceived: Template = {
  name: 'application-received',
  version: 1,
  content: (values, language, links): Content => ({
    greeting: greeting(values, language),
    ...inLanguage(language, {
      fr: {
        subject: `Nous avons bien reçu votre candidature : ${values.job_title}`,
        paragraphs: ['Votre candidature est enregistrée. Nous vous tiendrons au courant à chaque étape.'],
        details: [
          ['Poste', values.job_title],
          ['Référence', values.application_id],
        ],
        action: { label: 'Suivre ma candidature', url: links.application(values.application_id ?? '') },
      },
      en: {
        subject: `We have received your application: ${values.job_title}`,
        paragraphs: ['Your application has been recorded. We will keep you informed at every step.'],
        details: [
          ['Position', values.job_title],
          ['Reference', values.application_id],
        ],
        action: { label: 'Follow my application', url: links.application(values.application_id ?? '') },
      },
    }),
  }),
}

/** What is said when an application reaches a status; those that are not here are told by another message, or by none. */
const steps: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  fr: {
    reviewed: "Votre candidature est en cours d'examen par nos équipes.",
    shortlisted: 'Votre candidature est présélectionnée : elle fait partie de celles que nous étudions de près.',
    interview_scheduled:
      "Votre candidature passe à l'étape de l'entretien. Une invitation avec la date et le lieu vous sera envoyée.",
    incubation: "Votre candidature est retenue pour l'étape d'incubation. Nous vous indiquerons la suite.",
    accepted: 'Votre candidature est acceptée. Félicitations ! Les ressources humaines prendront contact avec vous.',
    hired: 'Vous êtes embauché(e). Félicitations et bienvenue parmi nous !',
  },
  en: {
    reviewed: 'Your application is being examined by our teams.',
    shortlisted: 'Your application has been shortlisted: it is among those that we study closely.',
    interview_scheduled:
      'Your application reaches the interview step. An invitation with date and place will be sent to you.',
    incubation: 'Your application has been kept for the incubation step. We will tell you what comes next.',
    accepted: 'Your application has been accepted. Congratulations! Human resources will get in touch with you.',
    hired: 'You are hired. Congratulations, and welcome!',
  },
}

/** Whether a candidate is written to when their application reaches this status. */
export const hasStatusText = (status: string): boolean => status in steps.fr

const applicationStatus: Template = {
  name: 'application-status',
  version: 1,
  content: (values, language, links): Content => ({
    greeting: greeting(values, language),
    paragraphs: [steps[language][values.status ?? ''] ?? ''],
    ...inLanguage(language, {
      fr: {
        subject: `Votre candidature avance : ${values.job_title}`,
        details: [['Poste', values.job_title]],
        action: { label: 'Voir ma candidature', url: links.application(values.application_id ?? '') },
      },
      en: {
        subject: `Your application moves on: ${values.job_title}`,
        details: [['Position', values.job_title]],
        action: { label: 'See my application', url: links.application(values.application_id ?? '') },
      },
    }),
  }),
}

const applicationRejected: Template = {
  name: 'application-rejected',
  version: 1,
  content: (values, language, links): Content => ({
    greeting: greeting(values, language),
    ...inLanguage(language, {
      fr: {
        subject: `Votre candidature : ${values.job_title}`,
        paragraphs: [
          `Nous vous remercions de l'intérêt que vous portez à notre entreprise. Après examen, votre candidature au poste « ${values.job_title} » n'a pas été retenue.`,
          'Nous vous encourageons à consulter nos autres offres et vous souhaitons une pleine réussite dans vos projets.',
        ],
        action: { label: 'Voir ma candidature', url: links.application(values.application_id ?? '') },
      },
      en: {
        subject: `Your application: ${values.job_title}`,
        paragraphs: [
          `Thank you for your interest in our company. After examination, your application for “${values.job_title}” has not been kept.`,
          'We encourage you to look at our other offers, and wish you success in your projects.',
        ],
        action: { label: 'See my application', url: links.application(values.application_id ?? '') },
      },
    }),
  }),
}

const freeMessage: Template = {
  name: 'free-message',
  version: 1,
  content: (values, language): Content => ({
    subject: values.subject ?? '',
    greeting: greeting(values, language),
    paragraphs: (values.body ?? '').split(/\n{2,}/),
  }),
}

export const applicationTemplates: readonly Template[] = [
  applicationReceived,
  applicationStatus,
  applicationRejected,
  freeMessage,
]
