import { defineRefusals } from '../../kernel/refusal.ts'

export const interviewRefusals = defineRefusals({
  'interview-slot-not-found': {
    status: 404,
    fr: "Ce créneau d'entretien n'existe pas.",
    en: 'This interview slot does not exist.',
  },
  'interview-slot-taken': {
    status: 409,
    fr: 'Le créneau du {date} à {time} est déjà occupé par une autre candidature.',
    en: 'The slot on {date} at {time} is already taken by another application.',
  },
  'interview-slot-free': {
    status: 409,
    fr: "Personne n'a d'entretien dans ce créneau.",
    en: 'Nobody has an interview in this slot.',
  },
  'interview-exists': {
    status: 409,
    fr: 'Cette candidature a déjà un entretien prévu le {date} à {time} : déplacez-le.',
    en: 'This application already has an interview on {date} at {time}: move that one.',
  },
  'interview-date-past': {
    status: 400,
    fr: 'Le {date} à {time} est déjà passé.',
    en: '{date} at {time} is already past.',
  },
  'interview-not-yet-held': {
    status: 409,
    fr: "Cet entretien n'a pas encore eu lieu : il est prévu le {date} à {time}.",
    en: 'This interview has not taken place yet: it is on {date} at {time}.',
  },
  'interview-over': {
    status: 409,
    fr: 'Cet entretien a eu lieu : il ne change plus.',
    en: 'This interview has taken place: it no longer changes.',
  },
  'application-not-interviewable': {
    status: 409,
    fr: "Une candidature au statut {status} n'est pas convoquée à un entretien.",
    en: 'An application with the status {status} is not invited to an interview.',
  },
  'simulation-not-possible': {
    status: 409,
    fr: "Une simulation se programme pendant l'incubation : cette candidature est au statut {status}.",
    en: 'A simulation is arranged during incubation: this application has the status {status}.',
  },
  'interview-range-too-long': {
    status: 400,
    fr: 'Demandez au plus {days} jours à la fois, du plus ancien au plus récent.',
    en: 'Ask for {days} days at most, the earlier one first.',
  },
})
