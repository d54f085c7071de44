import { type Content, inLanguage, type Template } from './content.ts'
import { day, dayAndTime, greeting } from './wording.ts'

/** Messages about an account: its opening, its access request, its password. Texts of A, recruitment §5.2. */

const welcome: Template = {
  name: 'welcome',
  version: 1,
  content: (values, language, links): Content => ({
    greeting: greeting(values, language),
    ...inLanguage(language, {
      fr: {
        subject: 'Bienvenue sur One HCM',
        paragraphs: [
          'Votre compte est ouvert. Vous pouvez dès maintenant consulter nos offres, déposer votre candidature et suivre son avancement.',
        ],
        action: { label: 'Se connecter', url: links.login() },
      },
      en: {
        subject: 'Welcome to One HCM',
        paragraphs: ['Your account is open. You can now look at our job offers, apply, and follow your application.'],
        action: { label: 'Log in', url: links.login() },
      },
    }),
  }),
}

const accessRequestPending: Template = {
  name: 'access-request-pending',
  version: 1,
  content: (values, language): Content => ({
    greeting: greeting(values, language),
    ...inLanguage(language, {
      fr: {
        subject: "Votre demande d'accès est en cours d'examen",
        paragraphs: [
          "Vous vous êtes inscrit(e) comme agent interne sans adresse électronique de l'entreprise. Les ressources humaines vérifient votre demande.",
          'Vous recevrez un message dès que votre accès sera validé ou refusé. Vous ne pouvez pas encore vous connecter.',
        ],
      },
      en: {
        subject: 'Your access request is being examined',
        paragraphs: [
          'You signed up as internal staff without a company e-mail address. Human resources are checking your request.',
          'You will get a message once your access is granted or refused. You cannot log in yet.',
        ],
      },
    }),
  }),
}

const accessRequestReceived: Template = {
  name: 'access-request-received',
  version: 1,
  content: ({ first_name, last_name, email, phone, matricule, date_of_birth, sexe, adresse }, language, links) =>
    inLanguage<Content>(language, {
      fr: {
        subject: `Nouvelle demande d'accès : ${first_name} ${last_name}`,
        greeting: 'Bonjour,',
        paragraphs: ["Un agent interne sans adresse électronique de l'entreprise demande un accès à la plateforme."],
        details: [
          ['Prénom et nom', `${first_name} ${last_name}`],
          ['Adresse électronique', email],
          ['Téléphone', phone],
          ['Matricule', matricule],
          ['Date de naissance', day(date_of_birth, 'fr')],
          ['Sexe', sexe],
          ['Adresse', adresse],
        ],
        action: { label: 'Examiner la demande', url: links.accessRequests() },
      },
      en: {
        subject: `New access request: ${first_name} ${last_name}`,
        greeting: 'Hello,',
        paragraphs: ['Internal staff without a company e-mail address asks for access to the platform.'],
        details: [
          ['Name', `${first_name} ${last_name}`],
          ['E-mail', email],
          ['Telephone', phone],
          ['Staff number', matricule],
          ['Date of birth', day(date_of_birth, 'en')],
          ['Sex', sexe],
          ['Address', adresse],
        ],
        action: { label: 'Examine the request', url: links.accessRequests() },
      },
    }),
}

const accessApproved: Template = {
  name: 'access-approved',
  version: 1,
  content: (values, language, links): Content => ({
    greeting: greeting(values, language),
    ...inLanguage(language, {
      fr: {
        subject: "Votre demande d'accès est acceptée",
        paragraphs: ['Les ressources humaines ont validé votre demande : votre compte est actif.'],
        action: { label: 'Se connecter', url: links.login() },
      },
      en: {
        subject: 'Your access request has been accepted',
        paragraphs: ['Human resources have accepted your request: your account is active.'],
        action: { label: 'Log in', url: links.login() },
      },
    }),
  }),
}

const accessRejected: Template = {
  name: 'access-rejected',
  version: 1,
  content: (values, language): Content => ({
    greeting: greeting(values, language),
    ...inLanguage(language, {
      fr: {
        subject: "Votre demande d'accès n'a pas été retenue",
        paragraphs: ["Les ressources humaines n'ont pas validé votre demande, pour la raison suivante :"],
        details: [['Motif', values.rejection_reason]],
        afterword: ['Pour toute question, adressez-vous au service des ressources humaines.'],
      },
      en: {
        subject: 'Your access request has been refused',
        paragraphs: ['Human resources have refused your request, for the following reason:'],
        details: [['Reason', values.rejection_reason]],
        afterword: ['If you have any question, please turn to human resources.'],
      },
    }),
  }),
}

const passwordReset: Template = {
  name: 'password-reset',
  version: 1,
  content: (values, language, links): Content => ({
    greeting: greeting(values, language),
    ...inLanguage(language, {
      fr: {
        subject: 'Réinitialisation de votre mot de passe',
        paragraphs: ['Vous avez demandé à choisir un nouveau mot de passe.'],
        action: { label: 'Choisir un mot de passe', url: links.setPassword(values.reset_id ?? '') },
        afterword: [
          `Ce lien sert une seule fois, jusqu'au ${dayAndTime(values.expires_at, 'fr')}.`,
          "Si vous n'avez rien demandé, ignorez ce message : votre mot de passe ne change pas.",
        ],
      },
      en: {
        subject: 'Reset your password',
        paragraphs: ['You asked to choose a new password.'],
        action: { label: 'Choose a password', url: links.setPassword(values.reset_id ?? '') },
        afterword: [
          `This link works once, until ${dayAndTime(values.expires_at, 'en')}.`,
          'If you did not ask for it, ignore this message: your password stays as it is.',
        ],
      },
    }),
  }),
}

const setPassword: Template = {
  name: 'set-password',
  version: 1,
  content: (values, language, links): Content => ({
    greeting: greeting(values, language),
    ...inLanguage(language, {
      fr: {
        subject: 'Votre compte One HCM : choisissez votre mot de passe',
        paragraphs: ['Un compte vous a été ouvert. Choisissez votre mot de passe pour vous connecter.'],
        action: { label: 'Choisir mon mot de passe', url: links.setPassword(values.reset_id ?? '') },
        afterword: [
          `Ce lien sert une seule fois, jusqu'au ${dayAndTime(values.expires_at, 'fr')}. Ensuite, demandez-en un autre par « Mot de passe oublié ».`,
        ],
      },
      en: {
        subject: 'Your One HCM account: choose your password',
        paragraphs: ['An account was opened for you. Choose your password to log in.'],
        action: { label: 'Choose my password', url: links.setPassword(values.reset_id ?? '') },
        afterword: [
          `This link works once, until ${dayAndTime(values.expires_at, 'en')}. Afterwards ask for another one with “Forgot password”.`,
        ],
      },
    }),
  }),
}

const passwordChanged: Template = {
  name: 'password-changed',
  version: 1,
  content: (values, language, links): Content => ({
    greeting: greeting(values, language),
    ...inLanguage(language, {
      fr: {
        subject: 'Votre mot de passe a été modifié',
        paragraphs: [
          `Votre mot de passe a été modifié le ${dayAndTime(values.changed_at, 'fr')}. Toutes vos sessions ont été fermées.`,
        ],
        action: { label: 'Se connecter', url: links.login() },
        afterword: ["Si ce n'était pas vous, réinitialisez-le tout de suite et prévenez les ressources humaines."],
      },
      en: {
        subject: 'Your password was changed',
        paragraphs: [
          `Your password was changed on ${dayAndTime(values.changed_at, 'en')}. All your sessions were closed.`,
        ],
        action: { label: 'Log in', url: links.login() },
        afterword: ['If this was not you, reset it at once and tell human resources.'],
      },
    }),
  }),
}

export const accountTemplates: readonly Template[] = [
  welcome,
  accessRequestPending,
  accessRequestReceived,
  accessApproved,
  accessRejected,
  passwordReset,
  setPassword,
  passwordChanged,
]
