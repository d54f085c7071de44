import { describe, expect, test } from '@jest/globals'
import { type CalendarInvitation, calendarFile } from './interview-calendar-file.ts'

const invitation: CalendarInvitation = {
  id: '6b3c9f20-84d6-5a1b-9e73-5a0f2d6b8c01',
  sequence: 0,
  method: 'request',
  date: '2026-03-16',
  time: '09:00:00',
  summary: 'Entretien : Comptable confirmé(e)',
  location: 'Salle de réunion, siège',
  said_at: '2026-03-01T08:00:00.000Z',
}
const linesOf = (changes: Partial<CalendarInvitation> = {}) => unfolded(calendarFile({ ...invitation, ...changes }))
const unfolded = (file: string) => file.replace(/\r\n /g, '').split('\r\n')
const lineOf = (lines: string[], name: string) => lines.find((line) => line.startsWith(name))

test('an invitation, line by line', () =>
  expect(calendarFile(invitation)).toBe(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//One HCM//Interviews//FR',
      'CALSCALE:GREGORIAN',
      'METHOD:REQUEST',
      'BEGIN:VTIMEZONE',
      'TZID:Africa/Libreville',
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0100',
      'TZNAME:WAT',
      'END:STANDARD',
      'END:VTIMEZONE',
      'BEGIN:VEVENT',
      'UID:6b3c9f20-84d6-5a1b-9e73-5a0f2d6b8c01@one-hcm',
      'SEQUENCE:0',
      'DTSTAMP:20260301T080000Z',
      'DTSTART;TZID=Africa/Libreville:20260316T090000',
      'DTEND;TZID=Africa/Libreville:20260316T100000',
      'SUMMARY:Entretien : Comptable confirmé(e)',
      'LOCATION:Salle de réunion\\, siège',
      'STATUS:CONFIRMED',
      'TRANSP:OPAQUE',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  ))

test('a move keeps the UID and counts up; a cancellation takes it out', () => {
  const moved = linesOf({ sequence: 1, date: '2026-03-17', time: '23:30:00' })
  expect(lineOf(moved, 'UID:')).toBe(lineOf(linesOf(), 'UID:'))
  expect(moved).toContain('SEQUENCE:1')
  expect(moved).toContain('DTEND;TZID=Africa/Libreville:20260318T003000')
  expect(linesOf({ sequence: 2, method: 'cancel' })).toEqual(
    expect.arrayContaining(['METHOD:CANCEL', 'SEQUENCE:2', 'STATUS:CANCELLED']),
  )
})

describe('W-12 what people wrote cannot end a line or begin a property', () => {
  test('separators and line breaks of texts are escaped', () => {
    const description = 'Apporter : diplômes; CV, lettre\\copie\r\nATTENDEE:mailto:x@example.com\nfin\u0007'
    const lines = linesOf({ description })
    expect(lines).toContain(
      'DESCRIPTION:Apporter : diplômes\\; CV\\, lettre\\\\copie\\nATTENDEE:mailto:x@example.com\\nfin',
    )
    expect(lines.filter((line) => line.startsWith('ATTENDEE'))).toEqual([])
  })

  test('names and addresses lose quotes and line breaks', () => {
    const lines = linesOf({
      organizer: { email: 'rh@seeg-gabon.com', name: 'Ressources humaines' },
      attendee: { email: 'awa@example.com\r\nX-BAD:1', name: 'Awa "la comptable";\r\nX-BAD:1' },
    })
    expect(lines).toContain('ORGANIZER;CN="Ressources humaines":mailto:rh@seeg-gabon.com')
    expect(lineOf(lines, 'ATTENDEE')).toBe(
      `ATTENDEE;CN="Awa 'la comptable'; X-BAD:1";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:awa@example.com%0D%0AX-BAD:1`,
    )
    expect(lines.filter((line) => line.startsWith('X-BAD'))).toEqual([])
  })

  test('links lose line breaks', () =>
    expect(lineOf(linesOf({ video_link: 'https://meet.example.com/a b\r\nX:1?x=%20' }), 'URL')).toBe(
      'URL:https://meet.example.com/a%20b%0D%0AX:1?x=%20',
    ))
})

test('long lines are folded at 75 bytes, and no character is torn apart', () => {
  const description = 'é'.repeat(40) + '🗓️'.repeat(30) + 'x'.repeat(200)
  const file = calendarFile({ ...invitation, description })
  for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(unfolded(file)).toContain(`DESCRIPTION:${description}`)
  expect(file).not.toContain('\uFFFD')
})
