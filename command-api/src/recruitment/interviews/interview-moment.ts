import type { Place } from './interview-calendar.ts'

/** Whether a place in the calendar has begun; both are ISO-8601 in UTC, as the server writes it. */
export const isPast = ({ starts_at }: Pick<Place, 'starts_at'>, now: string): boolean => starts_at <= now
