import { z } from 'zod'
import { defineEvent, type EventOf } from '../../kernel/event.ts'
import { languages } from './email-template.ts'

const email = { context: 'notifications', category: 'email' } as const

/** What a template fills in, by name. Which names it needs is the template's own matter, by version. */
export const emailValuesSchema = z.record(z.string(), z.string().nullable())
export type EmailValues = z.infer<typeof emailValuesSchema>

/** Why a message was given up. */
export const abandonReasons = ['refused', 'attempts-used-up', 'too-late', 'person-erased', 'no-recipient'] as const
export type AbandonReason = (typeof abandonReasons)[number]

export const EmailQueued = defineEvent({
  ...email,
  type: 'EmailQueued',
  summary: 'A message is to be sent. Nobody is named in it: addresses are looked up when it is sent.',
  data: {
    email_id: z.string(),
    template: z.string(),
    /** Texts of former versions are kept, so that a message that waits keeps its words. */
    template_version: z.number().int().positive(),
    language: z.enum(languages),
    /** The account it goes to; null for a mailbox of the organisation. */
    recipient_id: z.string().nullable(),
    mailbox: z.enum(['hr']).nullable(),
    cc_ids: z.array(z.string()),
    bcc_ids: z.array(z.string()),
    /** The person whom `subject` and `values` tell about; null once nobody may be told about. */
    subject_id: z.string().nullable(),
    application_id: z.string().nullable(),
    /** The event it tells of; null for a message that a person asked for. */
    source_event_id: z.string().nullable(),
    requested_by: z.string().nullable(),
    /** ISO-8601, UTC: from then on it is of no use to anybody, and is not sent. */
    expires_at: z.string(),
    subject: z.string().nullable(),
    values: emailValuesSchema.nullable(),
  },
  personal: { subject_id: ['subject', 'values'] },
})

export const EmailAttempted = defineEvent({
  ...email,
  type: 'EmailAttempted',
  summary: 'A mailer is about to hand a message over; until the time it gives, no other one does.',
  data: {
    email_id: z.string(),
    /** Counts from 1, interrupted attempts included. */
    attempt: z.number().int().positive(),
    /** The process, made up at its start. */
    mailer: z.string(),
    /** ISO-8601, UTC: whoever has said nothing by then was interrupted. */
    give_up_at: z.string(),
  },
})

export const EmailSent = defineEvent({
  ...email,
  type: 'EmailSent',
  summary: 'The mail server took a message over.',
  data: {
    email_id: z.string(),
    attempt: z.number().int().positive(),
    /** The same at every attempt, so that whoever gets a message twice can tell. */
    message_id: z.string(),
    /** Of copies: how many the server did not want. */
    copies_refused: z.number().int().nonnegative(),
    /** Null for a mailbox of the organisation. */
    recipient_id: z.string().nullable(),
    sent_to: z.string().nullable(),
  },
  personal: { recipient_id: ['sent_to'] },
})

export const EmailDeliveryFailed = defineEvent({
  ...email,
  type: 'EmailDeliveryFailed',
  summary: 'A message could not be handed over; it is tried again unless it is given up.',
  data: {
    email_id: z.string(),
    attempt: z.number().int().positive(),
    /** `smtp-421`, `connection`, `timeout`…: never the words of a server, which may name people. */
    error_code: z.string(),
    /** ISO-8601, UTC; null when there is no other attempt. */
    next_attempt_at: z.string().nullable(),
  },
})

export const EmailAbandoned = defineEvent({
  ...email,
  type: 'EmailAbandoned',
  summary: 'A message was given up: refused for good, tried too often, too late, or nobody to send it to.',
  data: {
    email_id: z.string(),
    reason: z.enum(abandonReasons),
    attempts: z.number().int().nonnegative(),
  },
})

export const EmailRetryRequested = defineEvent({
  ...email,
  type: 'EmailRetryRequested',
  summary: 'Somebody asked for a message that was given up to be tried again.',
  data: { email_id: z.string(), requested_by: z.string() },
})

export const emailEvents = [
  EmailQueued,
  EmailAttempted,
  EmailSent,
  EmailDeliveryFailed,
  EmailAbandoned,
  EmailRetryRequested,
] as const
export type EmailEvent = EventOf<(typeof emailEvents)[number]>
