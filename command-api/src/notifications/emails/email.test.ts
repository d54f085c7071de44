import { describe, expect, test } from '@jest/globals'
import type { EmailEvent } from '@one-hcm/contracts/notifications/emails/email.events'
import { given } from '@one-hcm/platform/testing/given'
import { attemptEmail, INTERRUPTIONS_MAX } from './attempt-email.ts'
import { email, nextLookAt } from './email.ts'
import { type QueueEmail, queueEmail } from './queue-email.ts'
import { giveUpEmail, recordFailure, recordSent } from './record-delivery.ts'
import { retryEmail } from './retry-email.ts'

const ID = '5f0a4c1e-6a0f-5d0e-9a53-1f6d1b7a2c77'
const AWA = '3f0a4c1e-6a0f-5d0e-9a53-1f6d1b7a2c01'
const RACHEL = '9b7d3c52-0e8f-4a61-b4c7-52d1e6f8a903'
const NOW = '2026-03-01T10:00:00.000Z'
const LATER = '2026-03-01T10:02:00.000Z'
const EXPIRES = '2026-03-08T10:00:00.000Z'
const backOffMs = [60_000, 300_000, 1_800_000, 7_200_000, 43_200_000]

const queueing = (changes: Partial<QueueEmail> = {}): QueueEmail => ({
  emailId: ID,
  template: 'welcome',
  templateVersion: 1,
  language: 'fr',
  recipient: { userId: AWA },
  subjectId: AWA,
  applicationId: null,
  sourceEventId: 'event',
  requestedBy: null,
  expiresAt: EXPIRES,
  subject: 'Bienvenue',
  values: { last_name: 'Ndong' },
  ...changes,
})
type Of<Type extends EmailEvent['type']> = Extract<EmailEvent, { type: Type }>
const queued = (changes: Partial<Of<'EmailQueued'>['data']> = {}): Of<'EmailQueued'> => ({
  type: 'EmailQueued',
  data: {
    email_id: ID,
    template: 'welcome',
    template_version: 1,
    language: 'fr',
    recipient_id: AWA,
    mailbox: null,
    cc_ids: [],
    bcc_ids: [],
    subject_id: AWA,
    application_id: null,
    source_event_id: 'event',
    requested_by: null,
    expires_at: EXPIRES,
    subject: 'Bienvenue',
    values: { last_name: 'Ndong' },
    ...changes,
  },
})
const attempted = (attempt = 1, giveUpAt = LATER): EmailEvent => ({
  type: 'EmailAttempted',
  data: { email_id: ID, attempt, mailer: 'm', give_up_at: giveUpAt },
})
const failed = (attempt: number, next: string | null, code = 'smtp-421'): EmailEvent => ({
  type: 'EmailDeliveryFailed',
  data: { email_id: ID, attempt, error_code: code, next_attempt_at: next },
})
const abandoned = (reason: Of<'EmailAbandoned'>['data']['reason'], attempts: number): EmailEvent => ({
  type: 'EmailAbandoned',
  data: { email_id: ID, reason, attempts },
})
const sent = (attempt = 1): EmailEvent => ({
  type: 'EmailSent',
  data: {
    email_id: ID,
    attempt,
    message_id: '<m>',
    copies_refused: 0,
    recipient_id: AWA,
    sent_to: 'awa@example.com',
  },
})

const attempt =
  (now = NOW) =>
  (state: Parameters<typeof attemptEmail>[0]) =>
    attemptEmail(state, { emailId: ID, mailer: 'm', now, giveUpAt: LATER })
const fail =
  (number: number, isPermanent = false) =>
  (state: Parameters<typeof recordFailure>[0]) =>
    recordFailure(state, { emailId: ID, attempt: number, errorCode: 'smtp-421', isPermanent, now: NOW, backOffMs })
const succeed =
  (number = 1) =>
  (state: Parameters<typeof recordSent>[0]) =>
    recordSent(state, { emailId: ID, attempt: number, messageId: '<m>', copiesRefused: 0, sentTo: 'awa@example.com' })
const giveUp = (state: Parameters<typeof giveUpEmail>[0]) =>
  giveUpEmail(state, { emailId: ID, attempt: 1, reason: 'no-recipient' })
const retry = (state: Parameters<typeof retryEmail>[0]) =>
  retryEmail(state, { emailId: ID, requestedBy: RACHEL, now: NOW })

describe('queueing', () => {
  const queue =
    (changes: Partial<QueueEmail> = {}, now = NOW, erased = false) =>
    (state: Parameters<typeof queueEmail>[0]) =>
      queueEmail(state, queueing(changes), { now, erased })

  test('W-34 a message is queued once', () => {
    given(email).when(queue()).then([queued()])
    given(email, queued(), attempted(), sent()).when(queue()).thenAlreadySo()
    given(email, queued(), abandoned('refused', 1)).when(queue()).thenAlreadySo()
  })

  test('what comes too late is recorded, given up, and never sent', () => {
    given(email)
      .when(queue({}, EXPIRES))
      .then([queued(), abandoned('too-late', 0)])
    given(email, queued(), abandoned('too-late', 0)).when(attempt(EXPIRES)).thenAlreadySo()
  })

  test('of somebody who is erased only the fact is recorded', () => {
    given(email)
      .when(queue({}, NOW, true))
      .then([queued({ subject_id: null, subject: null, values: null }), abandoned('person-erased', 0)])
  })

  test('a mailbox of the organisation is no person', () => {
    given(email)
      .when(queue({ recipient: { mailbox: 'hr' } }))
      .then([queued({ recipient_id: null, mailbox: 'hr' })])
  })
})

describe('attempting', () => {
  test('a message that waits is attempted by one', () => {
    given(email, queued()).when(attempt()).then([attempted()])
  })

  test('nobody attempts what another one has in hand, what is not due, sent or given up', () => {
    given(email, queued(), attempted()).when(attempt()).thenAlreadySo()
    given(email, queued(), attempted(), failed(1, LATER)).when(attempt()).thenAlreadySo()
    given(email, queued(), attempted(), sent()).when(attempt(LATER)).thenAlreadySo()
    given(email, queued(), abandoned('refused', 1)).when(attempt(LATER)).thenAlreadySo()
    given(email).when(attempt()).thenAlreadySo()
  })

  test('an attempt of which nothing was heard is repeated when its time is up', () => {
    given(email, queued(), attempted(1, NOW))
      .when(attempt())
      .then([attempted(2)])
    given(email, queued(), attempted(), failed(1, NOW))
      .when(attempt())
      .then([attempted(2)])
  })

  test('a message that is of no use any more is given up instead', () => {
    given(email, queued({ expires_at: NOW }))
      .when(attempt())
      .then([abandoned('too-late', 0)])
    given(email, queued({ expires_at: NOW }), attempted(1, NOW))
      .when(attempt())
      .then([abandoned('too-late', 1)])
  })

  test('a message that ends every mailer is given up', () => {
    const attempts = Array.from({ length: INTERRUPTIONS_MAX }, (_, index) => attempted(index + 1, NOW))
    given(email, queued(), ...attempts.slice(1))
      .when(attempt())
      .then([attempted(INTERRUPTIONS_MAX + 1)])
    given(email, queued(), ...attempts)
      .when(attempt())
      .then([abandoned('attempts-used-up', INTERRUPTIONS_MAX)])
  })
})

describe('outcomes', () => {
  test('an acceptance is recorded once', () => {
    given(email, queued(), attempted()).when(succeed()).then([sent()])
    given(email).when(succeed()).thenAlreadySo()
  })

  test('an acceptance counts whatever was recorded meanwhile', () => {
    given(email, queued(), attempted(), attempted(2)).when(succeed()).then([sent()])
    given(email, queued(), attempted(), abandoned('too-late', 1)).when(succeed()).then([sent()])
  })

  test.each([
    [1, '2026-03-01T10:01:00.000Z'],
    [2, '2026-03-01T10:05:00.000Z'],
    [3, '2026-03-01T10:30:00.000Z'],
    [4, '2026-03-01T12:00:00.000Z'],
    [5, '2026-03-01T22:00:00.000Z'],
  ])('failure %i is followed by a try at %s', (number, next) => {
    const before = Array.from({ length: number - 1 }, (_, index) => [attempted(index + 1), failed(index + 1, NOW)])
    given(email, queued(), ...before.flat(), attempted(number))
      .when(fail(number))
      .then([failed(number, next)])
  })

  test('after 1 min, 5 min, 30 min, 2 h and 12 h a message is given up, visibly', () => {
    const five = Array.from({ length: 5 }, (_, index) => [attempted(index + 1), failed(index + 1, NOW)])
    given(email, queued(), ...five.flat(), attempted(6))
      .when(fail(6))
      .then([failed(6, null), abandoned('attempts-used-up', 6)])
  })

  test('what a server refuses for good is given up at once', () => {
    given(email, queued(), attempted())
      .when(fail(1, true))
      .then([failed(1, null), abandoned('refused', 1)])
  })

  test('the failure of an attempt that another one took over is nobody’s business', () => {
    given(email, queued(), attempted(), attempted(2)).when(fail(1)).thenAlreadySo()
    given(email, queued(), attempted(), sent()).when(fail(1)).thenAlreadySo()
  })

  test('without a recipient a message is given up before any server hears of it', () => {
    given(email, queued(), attempted())
      .when(giveUp)
      .then([abandoned('no-recipient', 1)])
    given(email, queued(), attempted(), attempted(2)).when(giveUp).thenAlreadySo()
  })
})

describe('trying again by hand', () => {
  const requested: EmailEvent = { type: 'EmailRetryRequested', data: { email_id: ID, requested_by: RACHEL } }

  test('a message that was given up gets all its attempts again', () => {
    const five = Array.from({ length: 5 }, (_, index) => [attempted(index + 1), failed(index + 1, NOW)])
    const history = [queued(), ...five.flat(), attempted(6), failed(6, null), abandoned('attempts-used-up', 6)]
    given(email, ...history)
      .when(retry)
      .then([requested], 'email-not-abandoned')
    given(email, ...history, requested)
      .when(attempt())
      .then([attempted(7)])
    given(email, ...history, requested, attempted(7))
      .when(fail(7))
      .then([failed(7, '2026-03-01T10:01:00.000Z')])
  })

  test('nothing else can be', () => {
    given(email).when(retry).thenRefused('email-not-found')
    given(email, queued()).when(retry).thenRefused('email-not-abandoned')
    given(email, queued(), attempted(), sent()).when(retry).thenRefused('email-already-sent')
    given(email, queued(), abandoned('person-erased', 0)).when(retry).thenRefused('email-person-erased')
    given(email, queued({ expires_at: NOW }), abandoned('too-late', 0))
      .when(retry)
      .thenRefused('email-expired')
  })
})

test('when to look at it next', () => {
  const after = (...events: EmailEvent[]) => nextLookAt(events.reduce(email.evolve, email.initialState))
  expect(after()).toBeUndefined()
  expect(after(queued())).toBe('now')
  expect(after(queued(), attempted())).toBe(LATER)
  expect(after(queued(), attempted(), failed(1, EXPIRES))).toBe(EXPIRES)
  expect(after(queued(), attempted(), sent())).toBeUndefined()
  expect(after(queued(), abandoned('refused', 1))).toBeUndefined()
})
