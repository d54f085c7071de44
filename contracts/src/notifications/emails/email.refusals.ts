import { defineRefusals } from '../../kernel/refusal.ts'

export const emailRefusals = defineRefusals({
  'email-not-found': { status: 404, fr: "Ce message n'existe pas.", en: 'This message does not exist.' },
  'email-recipient-unknown': {
    status: 422,
    fr: "Le destinataire d'un message doit être le candidat d'une candidature.",
    en: 'The recipient of a message has to be the candidate of an application.',
  },
  'email-copy-unknown': {
    status: 422,
    fr: "Une copie ne peut aller qu'à un collègue ou au candidat d'une candidature.",
    en: 'A copy can only go to a colleague or to the candidate of an application.',
  },
  'email-interview-past': {
    status: 400,
    fr: "La date de l'entretien est passée.",
    en: 'The date of the interview has passed.',
  },
  'email-already-sent': { status: 409, fr: 'Ce message a déjà été envoyé.', en: 'This message has been sent already.' },
  'email-not-abandoned': {
    status: 409,
    fr: "Ce message sera encore envoyé de lui-même : il n'est pas abandonné.",
    en: 'This message is still going to be sent by itself: it has not been given up.',
  },
  'email-person-erased': {
    status: 409,
    fr: 'Les données de la personne concernée ont été effacées.',
    en: 'The data of the person concerned has been erased.',
  },
  'email-expired': {
    status: 409,
    fr: "Il est trop tard : ce message n'a plus d'objet.",
    en: 'It is too late: this message is of no use any more.',
  },
})
