import { z } from 'zod'
import { defineEvent, type EventOf } from '../../kernel/event.ts'
import { languages } from './email-template.ts'

export const MailLanguageChosen = defineEvent({
  context: 'notifications',
  category: 'mailPreference',
  type: 'MailLanguageChosen',
  summary: 'A person chose the language in which messages are written to them.',
  data: { user_id: z.string(), language: z.enum(languages) },
})

export const mailPreferenceEvents = [MailLanguageChosen] as const
export type MailPreferenceEvent = EventOf<(typeof mailPreferenceEvents)[number]>
