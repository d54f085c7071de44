import { defineRefusals } from '../kernel/refusal.ts'

export const recruitmentRefusals = defineRefusals({
  'job-offer-not-found': { status: 404, fr: "Cette offre n'existe pas.", en: 'This job offer does not exist.' },
  'job-offer-not-open': {
    status: 409,
    fr: "Cette offre n'accepte pas de candidatures.",
    en: 'This job offer does not accept applications.',
  },
  'deadline-passed': {
    status: 409,
    fr: 'La date limite de candidature est dépassée.',
    en: 'The application deadline has passed.',
  },
  'job-offer-not-owned': {
    status: 403,
    fr: 'Seul le recruteur de cette offre ou un administrateur peut la modifier.',
    en: 'Only the recruiter of this offer or an administrator may change it.',
  },
  'documents-not-for-observers': {
    status: 403,
    fr: 'Le contenu des documents n’est pas accessible aux observateurs.',
    en: 'Observers may not see the content of documents.',
  },
  'webhook-refused': {
    status: 401,
    fr: 'Le secret de cet appel n’est pas valide.',
    en: 'The secret of this call is not valid.',
  },
  'job-offer-incomplete': {
    status: 422,
    fr: "L'offre ne peut pas être publiée : {fields}.",
    en: 'The offer cannot be published: {fields}.',
  },
  'job-offer-salary-range': {
    status: 422,
    fr: 'Le salaire minimum ({min}) dépasse le salaire maximum ({max}).',
    en: 'The lowest salary ({min}) is above the highest ({max}).',
  },
  'job-offer-transition-not-allowed': {
    status: 409,
    fr: 'Une offre ne passe pas de {from} à {to}.',
    en: 'An offer does not go from {from} to {to}.',
  },
  'job-offer-archived': {
    status: 409,
    fr: 'Une offre archivée ne change plus.',
    en: 'An archived offer no longer changes.',
  },
  'job-offer-has-applications': {
    status: 409,
    fr: 'Cette offre a reçu des candidatures : fermez-la, puis archivez-la.',
    en: 'This offer has received applications: close it, then archive it.',
  },
  'job-offer-deadline-not-future': {
    status: 422,
    fr: 'Une offre se rouvre avec une date limite à venir.',
    en: 'An offer is reopened with a deadline in the future.',
  },
  'deadline-not-found': { status: 404, fr: "Cette échéance n'existe pas.", en: 'This deadline does not exist.' },
  'deadline-not-pending': {
    status: 409,
    fr: "Cette échéance n'est plus en attente.",
    en: 'This deadline is no longer pending.',
  },
  'deadline-not-future': {
    status: 422,
    fr: 'Une échéance se fixe dans le futur.',
    en: 'A deadline must be in the future.',
  },
  'deadline-after-subject': {
    status: 422,
    fr: "Une échéance ne peut pas dépasser {subject_at} : déplacez d'abord ce qu'elle concerne.",
    en: 'A deadline cannot be after {subject_at}: move what it is about first.',
  },
  'performance-comparison-gone': {
    status: 410,
    fr: "Cette comparaison n'existe plus : ses chiffres étaient inventés.",
    en: 'This comparison is gone: its figures were invented.',
  },
  'campaign-not-found': { status: 404, fr: "Cette campagne n'existe pas.", en: 'This campaign does not exist.' },
  'campaign-not-open': {
    status: 409,
    fr: "Cette campagne n'est pas en cours.",
    en: 'This campaign is not under way.',
  },
  'campaign-exists': {
    status: 409,
    fr: 'La campagne {campaign_id} existe déjà.',
    en: 'Campaign {campaign_id} exists already.',
  },
  'campaign-overlaps': {
    status: 409,
    fr: 'Ces dates empiètent sur la campagne {campaign_id} ({name}).',
    en: 'These dates overlap campaign {campaign_id} ({name}).',
  },
  'campaign-ends-before-it-starts': {
    status: 422,
    fr: 'Une campagne finit après avoir commencé.',
    en: 'A campaign ends after it starts.',
  },
  'draft-too-large': {
    status: 413,
    fr: 'Ce brouillon dépasse {limit} octets.',
    en: 'This draft is larger than {limit} bytes.',
  },
  'application-not-found': {
    status: 404,
    fr: "Cette candidature n'existe pas.",
    en: 'This application does not exist.',
  },
  'application-duplicate': {
    status: 400,
    fr: 'Vous avez déjà postulé à cette offre : une candidature existe déjà.',
    en: 'You have already applied for this offer.',
  },
  'application-decided': {
    status: 409,
    fr: 'Une décision a été prise sur cette candidature : son contenu ne change plus.',
    en: 'This application has been decided on: its content no longer changes.',
  },
  'application-content-not-own': {
    status: 403,
    fr: 'Seul le candidat peut modifier le contenu de sa candidature.',
    en: 'Only the candidate may change the content of an application.',
  },
  'status-not-own': {
    status: 403,
    fr: 'Un candidat peut seulement retirer sa candidature.',
    en: 'A candidate can only withdraw their application.',
  },
  'candidate-mismatch': {
    status: 403,
    fr: "Une candidature ne peut être déposée qu'en son propre nom.",
    en: 'An application can only be submitted in your own name.',
  },
  'mtp-answers-mismatch': {
    status: 400,
    fr: 'Le nombre de réponses MTP ne correspond pas aux questions : {categories}.',
    en: 'The number of MTP answers does not match the questions: {categories}.',
  },
  'documents-missing': {
    status: 422,
    fr: 'Documents obligatoires manquants : {missing}.',
    en: 'Required documents are missing: {missing}.',
  },
  'document-duplicate-type': {
    status: 422,
    fr: 'Un document obligatoire a été fourni plusieurs fois : {types}.',
    en: 'A required document was given more than once: {types}.',
  },
  'document-invalid': {
    status: 422,
    fr: "Le document {file} n'est pas un PDF valide : {reason}.",
    en: 'The document {file} is not a valid PDF: {reason}.',
  },
  'document-too-large': {
    status: 413,
    fr: 'Le document {file} dépasse {limit} octets.',
    en: 'The document {file} is larger than {limit} bytes.',
  },
  'uploaded-document-invalid': {
    status: 400,
    fr: 'Le fichier {file} ne peut pas être ajouté : {reason}.',
    en: 'The file {file} cannot be added: {reason}.',
  },
  'document-types-mismatch': {
    status: 400,
    fr: 'Chaque fichier a besoin de son type : {files} fichier(s), {types} type(s).',
    en: 'Every file needs its type: {files} file(s), {types} type(s).',
  },
  'document-type-exists': {
    status: 409,
    fr: 'Cette candidature a déjà : {types}. Demandez le remplacement (replace=true).',
    en: 'This application already has: {types}. Ask for replacement (replace=true).',
  },
  'document-required': {
    status: 409,
    fr: 'Ce document est obligatoire ({type}) : il se remplace, mais ne se supprime pas.',
    en: 'This document is mandatory ({type}): it can be replaced, not removed.',
  },
  'documents-too-many': {
    status: 409,
    fr: 'Une candidature contient au plus {limit} documents.',
    en: 'An application holds {limit} documents at most.',
  },
  'application-not-pending': {
    status: 409,
    fr: "Cette candidature est en cours d'examen : ses documents ne changent plus.",
    en: 'This application is being examined: its documents no longer change.',
  },
  'document-erased': {
    status: 410,
    fr: 'Ce document a été effacé avec les données de son candidat.',
    en: "This document was erased with its candidate's data.",
  },
  'document-not-found': { status: 404, fr: "Ce document n'existe pas.", en: 'This document does not exist.' },
  'status-unknown': { status: 400, fr: "Le statut {status} n'existe pas.", en: 'The status {status} does not exist.' },
  'status-transition-not-allowed': {
    status: 409,
    fr: 'Une candidature ne passe pas de {from} à {to}.',
    en: 'An application does not go from {from} to {to}.',
  },
  'reason-required': {
    status: 400,
    fr: 'Une correction doit être motivée par une note.',
    en: 'A correction needs a note that says why.',
  },
  'evaluation-not-found': { status: 404, fr: "Cette évaluation n'existe pas.", en: 'This evaluation does not exist.' },
  'evaluation-exists': {
    status: 409,
    fr: 'Cette candidature est déjà évaluée : modifiez son évaluation.',
    en: 'This application is already evaluated: change its evaluation.',
  },
  'application-withdrawn': {
    status: 409,
    fr: 'Cette candidature a été retirée : son évaluation ne change plus.',
    en: 'This application was withdrawn: its evaluation no longer changes.',
  },
  'protocol1-not-completed': {
    status: 409,
    fr: "Le protocole 2 commence quand l'évaluation du protocole 1 est terminée.",
    en: 'Protocol 2 begins once the evaluation by protocol 1 is completed.',
  },
  'evaluation-completed': {
    status: 409,
    fr: 'Cette évaluation est déjà terminée.',
    en: 'This evaluation is completed already.',
  },
  'evaluation-rejected': {
    status: 409,
    fr: 'Cette évaluation est déjà rejetée.',
    en: 'This evaluation is rejected already.',
  },
  'evaluation-not-decided': {
    status: 409,
    fr: "Cette évaluation n'est ni terminée ni rejetée.",
    en: 'This evaluation is neither completed nor rejected.',
  },
  'panel-closed': {
    status: 409,
    fr: 'Le jury de cette évaluation a conclu : on ne le rejoint plus.',
    en: "This evaluation's panel has concluded: nobody joins it any more.",
  },
  'panel-without-cards': {
    status: 409,
    fr: "Aucune fiche du jury n'a été remise : il n'y a rien à conclure.",
    en: 'No card of a panel was handed in: there is nothing to conclude.',
  },
})
