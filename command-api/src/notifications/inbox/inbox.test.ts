import { describe, test } from '@jest/globals'
import type { InboxEvent } from '@one-hcm/contracts/notifications/inbox/inbox.events'
import { given } from '@one-hcm/platform/testing/given'
import { changePreferences } from './change-preferences.ts'
import { createNotification } from './create-notification.ts'
import { inbox } from './inbox.ts'
import { readAllNotifications } from './read-all-notifications.ts'
import { readNotification } from './read-notification.ts'

const userId = 'person-1'
const read = (notification_id: number): InboxEvent => ({
  type: 'NotificationRead',
  data: { user_id: userId, notification_id },
})
const allRead = (up_to_id: number): InboxEvent => ({
  type: 'AllNotificationsRead',
  data: { user_id: userId, up_to_id },
})

describe('readNotification', () => {
  const command = { userId, notificationId: 80, isOwn: true }
  test('an own one is read, once', () => {
    given(inbox)
      .when((state) => readNotification(state, command))
      .then([read(80)])
  })
  test('one that is read by itself, or with all, is read already', () => {
    for (const before of [read(80), allRead(80), allRead(96)])
      given(inbox, before)
        .when((state) => readNotification(state, command))
        .thenAlreadySo()
  })
  test('a later one than those that were read at once is unread', () => {
    given(inbox, allRead(72), read(88))
      .when((state) => readNotification(state, command))
      .then([read(80)])
  })
  test("somebody else's, or none, is not there", () => {
    given(inbox)
      .when((state) => readNotification(state, { ...command, isOwn: false }))
      .thenRefused('notification-not-found')
  })
})

describe('readAllNotifications', () => {
  test('all up to an id, once', () => {
    given(inbox, read(80), read(200))
      .when((state) => readAllNotifications(state, { userId, upToId: 100 }))
      .then([allRead(100)])
  })
  test('never back to an older id', () => {
    given(inbox, allRead(100))
      .when((state) => readAllNotifications(state, { userId, upToId: 90 }))
      .thenAlreadySo()
  })
})

describe('changePreferences', () => {
  const wish = (job_offers: boolean): InboxEvent => ({
    type: 'NotificationPreferencesChanged',
    data: { user_id: userId, job_offers },
  })
  test('offers are told by request, and no longer by request', () => {
    given(inbox)
      .when((state) => changePreferences(state, { userId, jobOffers: true }))
      .then([wish(true)])
    given(inbox, wish(true))
      .when((state) => changePreferences(state, { userId, jobOffers: false }))
      .then([wish(false)])
  })
  test('nobody is told by default', () => {
    given(inbox)
      .when((state) => changePreferences(state, { userId, jobOffers: false }))
      .thenAlreadySo()
  })
})

test('createNotification: one event is told once', () => {
  const notification = {
    user_id: userId,
    subtype: 'evaluation_completed',
    application_id: 'application-1',
    job_offer_id: 'offer-1',
    candidate_id: 'candidate-1',
    source_event_id: 'event-1',
  } as const
  given(inbox)
    .when((state) => createNotification(state, notification))
    .then([{ type: 'NotificationCreated', data: notification }])
})
