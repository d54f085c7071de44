import { describe, expect, test } from '@jest/globals'
import type { UserEvent } from '../../identity/users/user.events.ts'
import { foldTwice, history } from '../../recruitment/testing/fold-twice.ts'
import { sample } from '../testing/stored-samples.ts'
import type { InboxEvent } from './inbox.events.ts'
import { foldInbox, foldReadMark, readMarkKey } from './inbox.row.ts'
import type { NoticedEvent } from './notices-of.ts'
import { foldNotification, lastNotificationIdAt, notificationsOf } from './notification.row.ts'
import { foldReader, toldAfter } from './reader.row.ts'

const user_id = 'person-1'
const stream = `notifications-${user_id}`
const read: InboxEvent = { type: 'NotificationRead', data: { user_id, notification_id: 80 } }
const allRead = (up_to_id: number): InboxEvent => ({ type: 'AllNotificationsRead', data: { user_id, up_to_id } })
const wish = (job_offers: boolean): InboxEvent => ({
  type: 'NotificationPreferencesChanged',
  data: { user_id, job_offers },
})
const told: InboxEvent = {
  type: 'NotificationCreated',
  data: {
    user_id,
    subtype: 'evaluation_completed',
    application_id: 'application-1',
    job_offer_id: null,
    candidate_id: null,
    source_event_id: 'event-1',
  },
}

describe('an inbox', () => {
  test('AllNotificationsRead says up to where, NotificationRead and NotificationCreated nothing of it', () => {
    expect(foldTwice(foldInbox, history(stream, told, read, allRead(88), allRead(96)))).toEqual({
      user_id,
      read_up_to_id: 96,
      read_up_to_at: '2026-01-01T00:03:00.000Z',
      job_offers_after_id: null,
    })
  })
  test('NotificationPreferencesChanged: offers are told from the wish on, and a repeated wish does not move it', () => {
    expect(foldTwice(foldInbox, history(stream, read, wish(true), wish(true)))).toMatchObject({
      job_offers_after_id: lastNotificationIdAt(2n),
    })
    expect(foldTwice(foldInbox, history(stream, wish(true), wish(false)))).toMatchObject({ job_offers_after_id: null })
    expect(foldTwice(foldInbox, history(stream, wish(true), wish(false), wish(true)))).toMatchObject({
      job_offers_after_id: lastNotificationIdAt(3n),
    })
  })
  test('NotificationRead leaves a mark under a key of its own', () => {
    const [event] = history(stream, read)
    const mark = foldReadMark(undefined, event as never)
    expect(mark).toEqual({ user_id, notification_id: 80, read_at: '2026-01-01T00:00:00.000Z' })
    expect(foldReadMark(mark, event as never)).toEqual(mark)
    expect(readMarkKey(event as never)).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('who belongs to an audience', () => {
  const created = (role: string) => sample<UserEvent>('UserCreatedByAdmin', { role }, { position: 5n })
  const changed = (new_role: string, position: bigint) =>
    sample<UserEvent>('UserRoleChanged', { new_role }, { position })
  const after = (...events: ReturnType<typeof created>[]) => foldTwice(foldReader, events)?.reviews_after_id

  test('recruiters and administrators, from their appointment on', () => {
    expect(after(created('recruiter'))).toBe(lastNotificationIdAt(5n))
    expect(after(sample<UserEvent>('FirstAdminCreated', {}, { position: 2n }))).toBe(lastNotificationIdAt(2n))
    expect(after(created('observer'))).toBeNull()
    expect(after(sample<UserEvent>('CandidateRegistered'))).toBeNull()
  })
  test('staying in it from one such role to the other, beginning anew after another', () => {
    expect(after(created('recruiter'), changed('admin', 9n))).toBe(lastNotificationIdAt(5n))
    expect(after(created('recruiter'), changed('candidate', 9n))).toBeNull()
    expect(after(created('recruiter'), changed('candidate', 9n), changed('recruiter', 12n))).toBe(
      lastNotificationIdAt(12n),
    )
  })
  test('UserDeleted and RegistrationAbandoned leave nobody; other events change nothing', () => {
    const reader = foldReader(undefined, created('admin'))
    for (const type of ['UserDeleted', 'RegistrationAbandoned'] as const)
      expect(foldReader(reader, sample<UserEvent>(type))).toBeUndefined()
    expect(foldReader(reader, sample<UserEvent>('UserAccountUpdated'))).toBe(reader)
  })
  test('offers are for candidates who asked; nobody without an account is told anything', () => {
    const [candidate, recruiter] = [
      { user_id, role: 'candidate', reviews_after_id: null },
      { user_id, role: 'recruiter', reviews_after_id: 47 },
    ] as const
    expect(toldAfter('job-offers', candidate, { job_offers_after_id: 8 })).toBe(8)
    expect(toldAfter('job-offers', candidate, null)).toBeNull()
    expect(toldAfter('job-offers', recruiter, { job_offers_after_id: 8 })).toBeNull()
    expect(toldAfter('access-reviewers', recruiter, null)).toBe(47)
    expect(toldAfter('access-reviewers', candidate, null)).toBeNull()
    expect(toldAfter('access-reviewers', null, null)).toBeNull()
  })
})

test('a notification is the same row each time it is folded, under the key of its place', () => {
  const event = sample<NoticedEvent>('ApplicationSubmitted')
  for (const { key, row } of notificationsOf(event)) {
    expect(foldNotification(undefined, event, key)).toEqual(row)
    expect(foldNotification(row, event, key)).toEqual(row)
  }
  expect(foldNotification(undefined, event, 'another')).toBeUndefined()
})
