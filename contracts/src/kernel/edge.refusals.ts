import { defineRefusals } from './refusal.ts'

/** Refusals of the HTTP edge and of command execution, common to all contexts. */
export const edgeRefusals = defineRefusals({
  unauthenticated: { status: 401, fr: 'Authentification requise.', en: 'Not authenticated' },
  'invalid-token': {
    status: 401,
    fr: "Le jeton d'accès est invalide ou expiré.",
    en: 'Could not validate credentials',
  },
  forbidden: { status: 403, fr: "Vous n'avez pas accès à cette opération.", en: 'You may not do this.' },
  'not-found': {
    status: 404,
    fr: "La ressource demandée n'a pas été trouvée",
    en: 'The resource was not found.',
  },
  'method-not-allowed': {
    status: 405,
    fr: "Cette méthode n'est pas permise ici.",
    en: 'This method is not allowed here.',
  },
  'not-acceptable': {
    status: 406,
    fr: 'Aucun des types de contenu demandés (Accept) ne peut être servi ici.',
    en: 'None of the content types asked for (Accept) can be served here.',
  },
  'malformed-json': {
    status: 400,
    fr: "Le corps de la requête n'est pas un JSON valide.",
    en: 'The body is not valid JSON.',
  },
  'malformed-request': { status: 400, fr: 'La requête est mal formée.', en: 'The request is malformed.' },
  'validation-failed': { status: 422, fr: 'Certains champs ne sont pas valides.', en: 'Some fields are not valid.' },
  'payload-too-large': {
    status: 413,
    fr: 'La requête dépasse la taille permise ({limit} octets).',
    en: 'The request is larger than allowed ({limit} bytes).',
  },
  'unsupported-media-type': {
    status: 415,
    fr: "Ce type de contenu n'est pas accepté ici.",
    en: 'This content type is not accepted here.',
  },
  'rate-limited': {
    status: 429,
    fr: 'Trop de requêtes. Réessayez dans {seconds} secondes.',
    en: 'Too many requests. Try again in {seconds} seconds.',
  },
  'idempotency-key-reused': {
    status: 422,
    fr: "Cette clé d'idempotence a déjà servi pour une autre requête.",
    en: 'This idempotency key was used for another request.',
  },
  'idempotency-key-invalid': {
    status: 400,
    fr: "La clé d'idempotence doit compter 1 à 200 caractères imprimables.",
    en: 'The idempotency key must be 1 to 200 printable characters.',
  },
  'invalid-cursor': {
    status: 400,
    fr: "Le curseur de pagination n'est pas valide.",
    en: 'The page cursor is not valid.',
  },
  'invalid-consistency-token': {
    status: 400,
    fr: "Le jeton de cohérence n'est pas valide.",
    en: 'The consistency token is not valid.',
  },
  'person-erased': {
    status: 410,
    fr: 'Les données de cette personne ont été effacées ; rien de nouveau ne peut être enregistré à son sujet.',
    en: "This person's data were erased; nothing new can be recorded about them.",
  },
  'precondition-failed': {
    status: 412,
    fr: 'La ressource a changé depuis votre lecture.',
    en: 'The resource has changed since you read it.',
  },
  'concurrent-change': {
    status: 409,
    fr: "D'autres modifications ont eu lieu en même temps. Réessayez.",
    en: 'Other changes happened at the same time. Try again.',
  },
  unavailable: {
    status: 503,
    fr: 'Le service est momentanément indisponible. Réessayez dans un instant.',
    en: 'The service is unavailable for the moment. Try again shortly.',
  },
  overloaded: {
    status: 503,
    fr: 'Le service est momentanément surchargé. Réessayez dans un instant.',
    en: 'The service is overloaded for the moment. Try again shortly.',
  },
  'not-yet-visible': {
    status: 503,
    fr: "La dernière écriture n'est pas encore visible. Réessayez dans un instant.",
    en: 'The latest write is not visible yet. Try again shortly.',
  },
})
