import type { EmailTemplate, Language } from '@one-hcm/contracts/notifications/emails/email-template'
import {
  type CalendarInvitation,
  calendarFile,
} from '@one-hcm/contracts/recruitment/interviews/interview-calendar-file'
import { localTimeOf } from '@one-hcm/contracts/recruitment/interviews/interview-time'
import type { CalendarFileOf } from '../../notifications/emails/compose-email.ts'

/** Messages that put an appointment into calendars, move it there or take it out. A reminder leaves it where it is. */
const methods: Readonly<Partial<Record<EmailTemplate, CalendarInvitation['method']>>> = {
  'interview-invitation': 'request',
  'interview-rescheduled': 'request',
  'interview-updated': 'request',
  'interview-cancelled': 'cancel',
  'simulation-invitation': 'request',
  'simulation-cancelled': 'cancel',
}

const WORDS: Readonly<Record<Language, { interview: string; simulation: string }>> = {
  fr: { interview: 'Entretien', simulation: 'Simulation' },
  en: { interview: 'Interview', simulation: 'Simulation' },
}

/** The calendar file of a message; undefined when it brings none: nobody knows which entry it would be. */
export const calendarFileOf: CalendarFileOf = ({ template, language, values, writtenAt, organizer, attendee }) => {
  const method = methods[template as EmailTemplate]
  const { calendar_id, starts_at, sequence, job_title } = values
  if (!method || !calendar_id || !starts_at) return undefined
  const words = WORDS[language]
  const what = template.startsWith('simulation') ? words.simulation : words.interview
  return {
    fileName: `${what.toLowerCase()}.ics`,
    method: method === 'cancel' ? 'CANCEL' : 'REQUEST',
    content: calendarFile({
      id: calendar_id,
      sequence: Number(sequence ?? 0),
      method,
      ...localTimeOf(starts_at),
      summary: job_title ? `${what} : ${job_title}` : what,
      description: values.notes,
      location: values.location,
      video_link: values.video_link,
      organizer: { email: organizer.address, name: organizer.name },
      attendee: { email: attendee, name: null },
      said_at: writtenAt,
    }),
  }
}
