import { expect, test } from '@jest/globals'
import { interviewDate, interviewTime, localTimeOf, startsAt } from './interview-time.ts'

test.each(['2026-03-16', '2028-02-29'])('%s is a date', (date) => expect(interviewDate.parse(date)).toBe(date))
test.each(['2025-99-99', '2026-02-29', '2026-3-16', '16/03/2026', '', '2026-03-16T09:00'])(
  'W-42 %j is no date',
  (date) => expect(interviewDate.safeParse(date).success).toBe(false),
)

test.each([
  ['09:00', '09:00:00'],
  ['09:30:15', '09:30:15'],
  ['23:59', '23:59:00'],
])('%s is the time %s', (given, time) => expect(interviewTime.parse(given)).toBe(time))
test.each(['24:00', '9:00', '09:60', '09:00:60', '09h00', ''])('W-42 %j is no time', (time) =>
  expect(interviewTime.safeParse(time).success).toBe(false),
)

test('Libreville is an hour ahead of UTC, in winter and in summer', () => {
  expect(startsAt('2026-01-15', '09:00:00')).toBe('2026-01-15T08:00:00.000Z')
  expect(startsAt('2026-07-15', '00:30:00')).toBe('2026-07-14T23:30:00.000Z')
})

test('the local time of a moment is its inverse, across midnight and as the time zone database has it', () => {
  const moment = startsAt('2026-07-15', '00:30:00')
  expect(localTimeOf(moment)).toEqual({ date: '2026-07-15', time: '00:30:00' })
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Africa/Libreville',
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  for (const at of ['2026-01-01T22:59:59.000Z', '2026-06-30T23:00:00.000Z', '2027-12-31T23:30:00.000Z']) {
    const { date, time } = localTimeOf(at)
    expect(shown.format(new Date(at))).toBe(`${date} ${time}`)
  }
})
