import { idOfStream, type Recorded } from '@one-hcm/contracts/kernel/event'
import {
  type MailPreferenceEvent,
  mailPreferenceEvents,
} from '@one-hcm/contracts/notifications/emails/mail-preference.events'
import { foldMailPreference, type MailPreferenceRow } from '@one-hcm/contracts/notifications/emails/mail-preference.row'
import { defineProjection } from '../../engine/projection.ts'

/** Languages that people chose for their messages, one row for each who did. */
export const mailPreferencesProjection = defineProjection<MailPreferenceRow, Recorded<MailPreferenceEvent>>({
  table: 'mail_preferences',
  version: 1,
  events: mailPreferenceEvents.map(({ type }) => type),
  key: (event) => idOfStream(event.stream),
  fold: foldMailPreference,
  columns: {},
  indexes: [],
})
