import type { Decision } from '@one-hcm/contracts/kernel/decision'
import type { Language } from '@one-hcm/contracts/notifications/emails/email-template'
import type { MailPreferenceEvent } from '@one-hcm/contracts/notifications/emails/mail-preference.events'
import { foldMailPreference, type MailPreferenceRow } from '@one-hcm/contracts/notifications/emails/mail-preference.row'
import type { Aggregate } from '@one-hcm/platform/commands/aggregate'

/** The language in which messages are written to a person; French until they choose. */
export const mailPreference: Aggregate<Language, MailPreferenceEvent, MailPreferenceRow> = {
  name: 'mail-preference',
  category: 'mailPreference',
  initialState: 'fr',
  evolve: (_, event) => event.data.language,
  foldRow: foldMailPreference,
}

export const chooseLanguage = (
  state: Language,
  { userId, language }: { userId: string; language: Language },
): Decision<MailPreferenceEvent> =>
  state === language ? [] : [{ type: 'MailLanguageChosen', data: { user_id: userId, language } }]
