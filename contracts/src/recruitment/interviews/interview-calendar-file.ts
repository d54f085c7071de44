import { INTERVIEW_ZONE } from './interview-time.ts'

/** What a calendar program is told of an interview or a simulation. */
export type CalendarInvitation = {
  /** The same for everything that is ever said of this appointment: of an interview its `interview_id`. */
  id: string
  /** Counts what was said before: a program takes over what has a higher one. */
  sequence: number
  /** `cancel` takes the appointment out of the calendars that have it. */
  method: 'request' | 'cancel'
  /** Date and time in Libreville. */
  date: string
  time: string
  minutes?: number
  summary: string
  description?: string | null
  location?: string | null
  video_link?: string | null
  organizer?: { email: string; name?: string | null } | null
  attendee?: { email: string; name?: string | null } | null
  /** When this was said, ISO-8601 in UTC. */
  said_at: string
}

/** How long an interview is in calendars: the working grid has one an hour (recruitment §2.12). */
export const INTERVIEW_MINUTES = 60

/**
 * The appointment as a calendar file (RFC 5545, scheduling by RFC 5546), lines folded and ended as the standard wants.
 * The same invitation gives the same bytes.
 */
export function calendarFile(invitation: CalendarInvitation): string {
  const { id, sequence, method, date, time, minutes = INTERVIEW_MINUTES, said_at } = invitation
  const called = method.toUpperCase()
  const start = `${date}T${time}`.replace(/[-:]/g, '')
  const end = new Date(Date.parse(`${date}T${time}Z`) + minutes * 60_000)
    .toISOString()
    .slice(0, 19)
    .replace(/[-:]/g, '')
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//One HCM//Interviews//FR',
    'CALSCALE:GREGORIAN',
    `METHOD:${called}`,
    ...LIBREVILLE,
    'BEGIN:VEVENT',
    `UID:${id}@one-hcm`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${utc(said_at)}`,
    `DTSTART;TZID=${INTERVIEW_ZONE}:${start}`,
    `DTEND;TZID=${INTERVIEW_ZONE}:${end}`,
    `SUMMARY:${text(invitation.summary)}`,
    ...property('DESCRIPTION', invitation.description),
    ...property('LOCATION', invitation.location),
    ...(invitation.video_link ? [`URL:${uri(invitation.video_link)}`] : []),
    ...person('ORGANIZER', '', invitation.organizer),
    ...person('ATTENDEE', ';ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE', invitation.attendee),
    `STATUS:${method === 'cancel' ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

/** Gabon has kept West Africa Time, an hour ahead of UTC, since 1912. */
const LIBREVILLE = [
  'BEGIN:VTIMEZONE',
  `TZID:${INTERVIEW_ZONE}`,
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0100',
  'TZNAME:WAT',
  'END:STANDARD',
  'END:VTIMEZONE',
]

const LINE_BYTES_MAX = 75
const bytes = new TextEncoder()

/** A line in pieces of at most 75 bytes, each further one begun by a space; characters stay whole (RFC 5545 §3.1). */
function folded(line: string): string {
  if (bytes.encode(line).length <= LINE_BYTES_MAX) return line
  const pieces: string[] = []
  let piece = ''
  let size = 0
  for (const character of line) {
    const length = bytes.encode(character).length
    if (size + length > LINE_BYTES_MAX) {
      pieces.push(piece)
      piece = ' '
      size = 1
    }
    piece += character
    size += length
  }
  return [...pieces, piece].join('\r\n')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get into a calendar file
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/g

/** TEXT of RFC 5545 §3.3.11: separators and line breaks escaped, other control characters left out. */
const text = (value: string): string =>
  value
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, '')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n')

const property = (name: string, value: string | null | undefined): string[] => (value ? [`${name}:${text(value)}`] : [])

const utc = (moment: string): string => `${new Date(moment).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

/** What is no URI character is percent-encoded, line breaks among it. */
const uri = (value: string): string => encodeURI(value.toWellFormed()).replace(/%25/g, '%')

function person(property: string, params: string, who: CalendarInvitation['organizer']): string[] {
  if (!who) return []
  // A quoted parameter has no escapes (RFC 5545 §3.2): what cannot stand in it is left out.
  const name = (who.name ?? '').replace(/\s+/g, ' ').replace(CONTROLS, '').replace(/"/g, "'").trim()
  return [`${property}${name ? `;CN="${name}"` : ''}${params}:mailto:${uri(who.email)}`]
}
