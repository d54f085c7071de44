import { defineRefusals } from '../kernel/refusal.ts'

export const auditRefusals = defineRefusals({
  'stream-not-found': {
    status: 404,
    fr: "Ce flux d'événements n'existe pas.",
    en: 'This stream of events does not exist.',
  },
})
