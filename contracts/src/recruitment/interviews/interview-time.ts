import { z } from 'zod'

/** Interviews are arranged in the time of Gabon, which is one hour ahead of UTC all year (IANA: Africa/Libreville). */
export const INTERVIEW_ZONE = 'Africa/Libreville'
const UTC_OFFSET = '+01:00'
const OFFSET_MS = 3_600_000

/** A day of the calendar that exists, `YYYY-MM-DD`. */
export const interviewDate = z.iso.date()

/** `HH:mm:ss`; existing clients also send `HH:mm`, and get seconds added (recruitment §2.12). */
export const interviewTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, 'must be a time of day, HH:mm or HH:mm:ss')
  .transform((time) => (time.length === 5 ? `${time}:00` : time))

/** The moment at which a clock in Libreville shows a date and a time, as ISO-8601 in UTC. */
export const startsAt = (date: string, time: string): string => new Date(`${date}T${time}${UTC_OFFSET}`).toISOString()

/** What a calendar and a clock in Libreville show at a moment. */
export function localTimeOf(moment: string): { date: string; time: string } {
  const local = new Date(Date.parse(moment) + OFFSET_MS).toISOString()
  return { date: local.slice(0, 10), time: local.slice(11, 19) }
}
