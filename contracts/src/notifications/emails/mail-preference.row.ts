import { idOfStream, type Recorded } from '../../kernel/event.ts'
import type { Language } from './email-template.ts'
import type { MailPreferenceEvent } from './mail-preference.events.ts'

export type MailPreferenceRow = { id: string; language: Language }

export const foldMailPreference = (
  _: MailPreferenceRow | undefined,
  event: Recorded<MailPreferenceEvent>,
): MailPreferenceRow => ({ id: idOfStream(event.stream), language: event.data.language })
