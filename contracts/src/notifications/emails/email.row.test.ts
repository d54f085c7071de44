import { expect, test } from '@jest/globals'
import { erased } from '../../kernel/erased.ts'
import type { Recorded } from '../../kernel/event.ts'
import type { EmailEvent } from './email.events.ts'
import { type EmailRow, foldEmail } from './email.row.ts'

const ID = '5f0a4c1e-6a0f-5d0e-9a53-1f6d1b7a2c77'
const at = (index: number) => `2026-03-01T10:0${index}:00.000Z`
const queued: EmailEvent = {
  type: 'EmailQueued',
  data: {
    email_id: ID,
    template: 'welcome',
    template_version: 1,
    language: 'fr',
    recipient_id: 'awa',
    mailbox: null,
    cc_ids: [],
    bcc_ids: [],
    subject_id: 'awa',
    application_id: null,
    source_event_id: 'event',
    requested_by: null,
    expires_at: at(9),
    subject: 'Bienvenue',
    values: {},
  },
}
const attempted: EmailEvent = {
  type: 'EmailAttempted',
  data: { email_id: ID, attempt: 1, mailer: 'm', give_up_at: at(5) },
}
const failed: EmailEvent = {
  type: 'EmailDeliveryFailed',
  data: { email_id: ID, attempt: 1, error_code: 'smtp-451', next_attempt_at: at(6) },
}
const abandoned: EmailEvent = { type: 'EmailAbandoned', data: { email_id: ID, reason: 'refused', attempts: 1 } }
const requested: EmailEvent = { type: 'EmailRetryRequested', data: { email_id: ID, requested_by: 'rachel' } }
const sent = (sent_to: string | typeof erased): EmailEvent => ({
  type: 'EmailSent',
  data: { email_id: ID, attempt: 1, message_id: '<m>', copies_refused: 0, recipient_id: 'awa', sent_to },
})

/** Each event folded twice in a row: a projector may meet it again after a crash. */
const fold = (...events: EmailEvent[]): EmailRow | undefined =>
  events.reduce<EmailRow | undefined>((row, event, index) => {
    const recorded = { ...event, stream: `email-${ID}`, metadata: { occurred_at: at(index) } } as Recorded<EmailEvent>
    const once = foldEmail(row, recorded)
    expect(foldEmail(once, recorded)).toEqual(once)
    return once
  }, undefined)

test.each<[string, EmailEvent[], Partial<EmailRow>]>([
  ['queued', [queued], { status: 'queued', attempts: 0, next_attempt_at: at(0), subject: 'Bienvenue', sent_to: null }],
  ['attempted', [queued, attempted], { status: 'queued', attempts: 1, updated_at: at(1) }],
  ['failed', [queued, attempted, failed], { status: 'failed', error_code: 'smtp-451', next_attempt_at: at(6) }],
  [
    'abandoned',
    [queued, attempted, failed, abandoned],
    { status: 'abandoned', abandoned_because: 'refused', error_code: 'smtp-451', next_attempt_at: null },
  ],
  [
    'asked for again',
    [queued, attempted, failed, abandoned, requested],
    { status: 'queued', abandoned_because: null, next_attempt_at: at(4) },
  ],
  [
    'sent',
    [queued, attempted, failed, abandoned, sent('awa@example.com')],
    { status: 'sent', sent_to: 'awa@example.com', message_id: '<m>', sent_at: at(4), error_code: null },
  ],
])('%s', (_, events, expected) => {
  expect(fold(...events)).toMatchObject(expected)
})

test('of somebody who is erased the log keeps that there was a message', () => {
  const forgotten: EmailEvent = { ...queued, data: { ...queued.data, subject: erased, values: erased } }
  expect(fold(forgotten, attempted, sent(erased))).toMatchObject({ status: 'sent', subject: null, sent_to: null })
})

test('without its beginning there is no message', () => {
  expect(fold(attempted)).toBeUndefined()
})
