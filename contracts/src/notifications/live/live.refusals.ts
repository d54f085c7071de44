import { defineRefusals } from '../../kernel/refusal.ts'

export const liveRefusals = defineRefusals({
  'too-many-streams': {
    status: 503,
    fr: 'Trop de flux sont ouverts. Fermez-en un, ou réessayez dans un instant.',
    en: 'Too many streams are open. Close one, or try again shortly.',
  },
})
