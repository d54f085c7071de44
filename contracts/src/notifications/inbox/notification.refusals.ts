import { defineRefusals } from '../../kernel/refusal.ts'

export const notificationRefusals = defineRefusals({
  'notification-not-found': {
    status: 404,
    fr: "Cette notification n'existe pas.",
    en: 'This notification does not exist.',
  },
})
