import { expect, test } from '@jest/globals'
import type { Recorded } from '@one-hcm/contracts/kernel/event'
import type { EmailEvent } from '@one-hcm/contracts/notifications/emails/email.events'
import { recorded } from '@one-hcm/platform/testing/given'
import { type MailEvidence, mailViolations } from './mail-evidence.ts'

const at = (second: number) => `2026-01-15T10:00:${String(second).padStart(2, '0')}.000Z`
const stream = (emailId: string, ...events: [EmailEvent['type'], number, object?][]): Recorded<EmailEvent>[] =>
  events.map(([type, second, data], index) =>
    recorded(`email-${emailId}`, { type, data: { email_id: emailId, ...data } } as EmailEvent, {
      index,
      at: at(second),
    }),
  )
const attempt = (number: number, second: number): [EmailEvent['type'], number, object] => [
  'EmailAttempted',
  second,
  { attempt: number, give_up_at: at(second + 10) },
]
const failed = (number: number, error_code: string): [EmailEvent['type'], number, object] => [
  'EmailDeliveryFailed',
  2,
  { attempt: number, error_code },
]

/** A hundred and fifty messages that arrived as they should, one of them twice: its first attempt was interrupted. */
function evidence(): MailEvidence {
  const ids = Array.from({ length: 150 }, (_, index) => `m${index}`)
  const interrupted = stream('m0', ['EmailQueued', 0], attempt(1, 1), attempt(2, 11), ['EmailSent', 12, { attempt: 2 }])
  const refused = stream('m1', ['EmailQueued', 0], attempt(1, 1), failed(1, 'smtp-451'), attempt(2, 4), [
    'EmailSent',
    5,
    { attempt: 2 },
  ])
  const smooth = ids
    .slice(2)
    .map((id) => stream(id, ['EmailQueued', 0], attempt(1, 1), ['EmailSent', 2, { attempt: 1 }]))
  const late = stream('late', ['EmailQueued', 0], ['EmailAbandoned', 0, { reason: 'too-late' }])
  return {
    wanted: ids.map((emailId) => ({ emailId, template: 'welcome', to: `${emailId}@example.com` })),
    tooLate: ['late'],
    streams: [interrupted, refused, ...smooth, late],
    taken: [...ids, 'm0'].map((emailId) => ({ emailId, to: [`${emailId}@example.com`] })),
    takenBeforeReplay: 151,
  }
}

test('what is promised is no violation: nothing lost, twice only what may have been taken', () => {
  expect(mailViolations(evidence())).toEqual([])
})

/** A bug is planted into what a run left behind: each must be found. */
test.each<[string, (good: MailEvidence) => MailEvidence, string]>([
  [
    'a message that is lost',
    (is) => ({ ...is, taken: is.taken.filter(({ emailId }) => emailId !== 'm7') }),
    'lost: welcome',
  ],
  [
    'a message that was never queued',
    (is) => ({ ...is, streams: is.streams.filter(([first]) => first!.data.email_id !== 'm7') }),
    'never queued',
  ],
  [
    'an acceptance that is not in the log',
    (is) => ({
      ...is,
      streams: is.streams.map((events) => (events[0]!.data.email_id === 'm7' ? events.slice(0, 2) : events)),
    }),
    'the log does not say so',
  ],
  [
    'a message of nobody',
    (is) => ({ ...is, taken: [...is.taken, { emailId: 'x', to: ['x'] }], takenBeforeReplay: 152 }),
    'nobody wanted',
  ],
  [
    'a message to somebody else',
    (is) => ({
      ...is,
      taken: is.taken.map((one) => (one.emailId === 'm7' ? { ...one, to: ['m8@example.com'] } : one)),
    }),
    'm7 went to m8@example.com',
  ],
  [
    'a message twice although its only attempt was recorded: a mailer without a fence',
    (is) => ({ ...is, taken: [...is.taken, { emailId: 'm7', to: ['m7@example.com'] }], takenBeforeReplay: 152 }),
    'm7 arrived 2 times',
  ],
  [
    'a message twice although its first attempt was refused',
    (is) => ({ ...is, taken: [...is.taken, { emailId: 'm1', to: ['m1@example.com'] }], takenBeforeReplay: 152 }),
    'm1 arrived 2 times',
  ],
  [
    'two mailers with one message in hand',
    (is) => ({
      ...is,
      streams: [
        stream('m0', ['EmailQueued', 0], attempt(1, 1), attempt(2, 5), ['EmailSent', 6, { attempt: 2 }]),
        ...is.streams.slice(1),
      ],
    }),
    'm0 was in two hands at once',
  ],
  ['too many twice', (is) => ({ ...is, wanted: is.wanted.slice(0, 100) }), '% arrived twice'],
  ['a replay that sends', (is) => ({ ...is, takenBeforeReplay: 150 }), 'a replay sent 1 messages'],
  [
    'a message too late that is forgotten',
    (is) => ({ ...is, streams: is.streams.slice(0, -1) }),
    'too late, and not recorded as such',
  ],
])('%s is found', (_, plant, sentence) => {
  expect(mailViolations(plant(evidence())).join('\n')).toContain(sentence)
})
