import { defineRefusals } from '../kernel/refusal.ts'

export const identityRefusals = defineRefusals({
  'account-not-active': {
    status: 403,
    fr: "Votre compte n'est pas actif.",
    en: 'Your account is not active.',
  },
})
