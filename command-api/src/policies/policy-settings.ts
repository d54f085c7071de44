import type { Settings } from '@one-hcm/platform/config/settings'

/** What of the reactions to events is configured. */
export type PolicySettings = {
  /** Hours before its end at which an offer is said to close soon. */
  offerClosingSoonHours: number
  /** Hours before an interview at which it is recalled. */
  interviewReminderHours: number
}

export const defaultPolicySettings: PolicySettings = { offerClosingSoonHours: 48, interviewReminderHours: 24 }

export const policySettings = (
  settings: Pick<Settings, 'OFFER_CLOSING_SOON_HOURS' | 'INTERVIEW_REMINDER_HOURS'>,
): PolicySettings => ({
  offerClosingSoonHours: settings.OFFER_CLOSING_SOON_HOURS,
  interviewReminderHours: settings.INTERVIEW_REMINDER_HOURS,
})
