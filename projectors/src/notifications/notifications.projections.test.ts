import { expect, test } from '@jest/globals'
import { sample } from '@one-hcm/contracts/notifications/testing/stored-samples'
import { keysOf, type Projection } from '../engine/projection.ts'
import { activitiesProjection } from './activities/activities.projection.ts'
import { inboxesProjection, readersProjection, readMarksProjection } from './inbox/inboxes.projections.ts'
import { notificationsProjection } from './inbox/notifications.projection.ts'
import { liveEventsProjection } from './live/live-events.projection.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const stream = 'x-3f0a4c1e-6a0f-5d0e-9a53-1f6d1b7a2c01'

const tables: readonly (readonly [string, Projection])[] = [
  notificationsProjection,
  inboxesProjection,
  readMarksProjection,
  readersProjection,
  liveEventsProjection,
  activitiesProjection,
].map((projection) => [projection.table, projection])

test.each(tables)(
  '%s: each event it handles gives the same rows the second time, in values of the columns',
  (_, projection) => {
    for (const type of projection.events) {
      const event = sample(type, {}, { stream })
      const keys = keysOf(projection, event)
      expect(keysOf(projection, event)).toEqual(keys)
      expect(new Set(keys).size).toBe(keys.length)
      for (const key of keys) {
        expect(key).toMatch(UUID)
        const row = projection.fold(undefined, event, key)
        expect(projection.fold(row, event, key)).toEqual(row)
        if (row === undefined) continue
        for (const [name, { type: column, value }] of Object.entries(projection.columns)) {
          const found = value(row)
          if (found === null) continue
          if (column === 'uuid') expect([name, found]).toEqual([name, expect.stringMatching(UUID)])
          if (column === 'bigint') expect(Number.isSafeInteger(found)).toBe(true)
          if (column === 'timestamptz') expect(Number.isNaN(Date.parse(String(found)))).toBe(false)
        }
      }
    }
  },
)

test('what somebody is told has a row for each of them', () => {
  const rows = (type: string) => keysOf(notificationsProjection, sample(type, {}, { stream })).length
  expect([rows('ApplicationSubmitted'), rows('InterviewsSwapped'), rows('PasswordChanged')]).toEqual([2, 2, 1])
})
