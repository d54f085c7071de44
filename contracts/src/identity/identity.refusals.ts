import { defineRefusals } from '../kernel/refusal.ts'

export const identityRefusals = defineRefusals({
  'account-not-active': {
    status: 403,
    fr: "Votre compte n'est pas actif.",
    en: 'Your account is not active.',
  },
  'account-pending': {
    status: 403,
    fr: 'Votre compte est en attente de validation par les ressources humaines.',
    en: 'Your account is waiting for approval by human resources.',
  },
  'account-inactive': {
    status: 403,
    fr: 'Votre compte est désactivé. Contactez les ressources humaines.',
    en: 'Your account is deactivated. Please contact human resources.',
  },
  'account-blocked': {
    status: 403,
    fr: 'Votre compte est bloqué. Contactez les ressources humaines.',
    en: 'Your account is blocked. Please contact human resources.',
  },
  'account-archived': { status: 403, fr: 'Votre compte est archivé.', en: 'Your account is archived.' },
  'invalid-credentials': {
    status: 401,
    fr: 'Adresse e-mail ou mot de passe incorrect.',
    en: 'Wrong e-mail address or password.',
  },
  'invalid-refresh-token': {
    status: 401,
    fr: 'La session a expiré ou a été fermée. Reconnectez-vous.',
    en: 'The session has expired or was closed. Please log in again.',
  },
  'session-not-found': {
    status: 404,
    fr: "Cette session n'existe pas ou est déjà fermée.",
    en: 'This session does not exist or is closed already.',
  },
  'wrong-current-password': {
    status: 400,
    fr: "Le mot de passe actuel n'est pas le bon.",
    en: 'The current password is not right.',
  },
  'password-unchanged': {
    status: 400,
    fr: "Le nouveau mot de passe doit être différent de l'actuel.",
    en: 'The new password must differ from the current one.',
  },
  'invalid-reset-token': {
    status: 400,
    fr: 'Ce lien est expiré, déjà utilisé ou incorrect. Demandez-en un autre.',
    en: 'This link has expired, was used already or is wrong. Please ask for another one.',
  },
  'email-already-used': {
    status: 400,
    fr: 'Un compte existe déjà avec cette adresse e-mail.',
    en: 'An account with this e-mail address already exists.',
  },
  'matricule-required': {
    status: 400,
    fr: 'Le matricule est obligatoire pour un candidat interne.',
    en: 'Internal candidates must give their staff number.',
  },
  'matricule-already-used': {
    status: 400,
    fr: 'Ce matricule est déjà utilisé par un autre compte.',
    en: 'This staff number is already used by another account.',
  },
  'matricule-unknown': {
    status: 400,
    fr: "Ce matricule n'existe pas dans la liste des agents.",
    en: 'This staff number is not in the staff directory.',
  },
  'matricule-fixed-term': {
    status: 400,
    fr: 'Les agents en contrat à durée déterminée ne peuvent pas s’inscrire comme candidats internes avec leur matricule.',
    en: 'Staff with a fixed-term contract cannot sign up as internal candidates with their staff number.',
  },
  'company-email-required': {
    status: 400,
    fr: "Un candidat interne s'inscrit avec son adresse professionnelle (@{domain}), ou déclare ne pas en avoir.",
    en: 'Internal candidates sign up with their company address (@{domain}), or declare that they have none.',
  },
  'company-email-contradiction': {
    status: 400,
    fr: "Vous déclarez ne pas avoir d'adresse professionnelle, mais celle-ci en est une (@{domain}).",
    en: 'You declare to have no company address, but this one is (@{domain}).',
  },
  'age-not-allowed': {
    status: 422,
    fr: "L'âge doit être compris entre {min} et {max} ans.",
    en: 'The age must be between {min} and {max} years.',
  },
  'guarded-field': {
    status: 403,
    fr: 'Seul un administrateur peut fixer ces champs : {fields}.',
    en: 'Only an administrator may set these fields: {fields}.',
  },
  'registration-interrupted': {
    status: 409,
    fr: "L'inscription a été interrompue. Recommencez.",
    en: 'The registration was interrupted. Please start again.',
  },
  'bootstrap-refused': {
    status: 403,
    fr: "Le secret d'initialisation n'est pas valide.",
    en: 'The bootstrap secret is not valid.',
  },
  'first-admin-exists': {
    status: 400,
    fr: 'Le premier administrateur existe déjà.',
    en: 'The first administrator already exists.',
  },
  'statut-transition-refused': {
    status: 409,
    fr: 'Un compte « {from} » ne peut pas devenir « {to} ».',
    en: 'An account that is "{from}" cannot become "{to}".',
  },
  'last-admin': {
    status: 409,
    fr: "C'est le dernier administrateur actif : nommez-en un autre d'abord.",
    en: 'This is the last active administrator: appoint another one first.',
  },
  'cannot-delete-self': {
    status: 400,
    fr: 'Un administrateur ne peut pas supprimer son propre compte.',
    en: 'Administrators cannot delete their own account.',
  },
  'identifier-change-interrupted': {
    status: 409,
    fr: 'Le changement a été interrompu. Recommencez.',
    en: 'The change was interrupted. Please start again.',
  },
  'profile-not-found': {
    status: 404,
    fr: "Vous n'avez pas encore de profil de candidat.",
    en: 'You have no candidate profile yet.',
  },
  'profile-salary-range': {
    status: 422,
    fr: 'Le salaire minimal attendu dépasse le salaire maximal.',
    en: 'The lowest expected salary is above the highest.',
  },
  'candidate-not-found': { status: 404, fr: "Ce candidat n'existe pas.", en: 'This candidate does not exist.' },
  'not-a-candidate': {
    status: 400,
    fr: "Ce compte n'est pas celui d'un candidat.",
    en: "This account is not a candidate's.",
  },
  'user-not-found': { status: 404, fr: "Cet utilisateur n'existe pas.", en: 'This user does not exist.' },
  'access-request-not-found': {
    status: 404,
    fr: "Cette demande d'accès n'existe pas.",
    en: 'This access request does not exist.',
  },
  'access-request-decided': {
    status: 400,
    fr: "Cette demande d'accès a déjà été traitée : elle n'est plus en attente.",
    en: 'This access request was already decided.',
  },
})
