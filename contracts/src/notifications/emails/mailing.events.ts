import { z } from 'zod'
import { defineEvent, type EventOf } from '../../kernel/event.ts'

export const MailingStarted = defineEvent({
  context: 'notifications',
  category: 'mailing',
  type: 'MailingStarted',
  summary:
    'The mailer started for the first time. What happened up to the position it names is told to nobody by mail.',
  data: {
    /** Commit position in the log, as text: it is 64 bits wide. */
    after_position: z.string(),
  },
})

export const mailingEvents = [MailingStarted] as const
export type MailingEvent = EventOf<(typeof mailingEvents)[number]>
