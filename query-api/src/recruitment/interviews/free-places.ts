import type { InterviewSlotRow } from '@one-hcm/contracts/recruitment/interviews/interview-slot.row'
import { INTERVIEW_ZONE, startsAt } from '@one-hcm/contracts/recruitment/interviews/interview-time'
import type { freeInterviewSlotWire } from '@one-hcm/contracts/recruitment/interviews/read-interviews.route'
import type { z } from 'zod'

/** When interviews are usually held: hours of the day in Libreville, days of the week (1 is Monday). */
export type WorkingGrid = { hours: readonly number[]; days: readonly number[] }

export type FreePlace = z.infer<typeof freeInterviewSlotWire>

export type FreePlacesQuestion = {
  /** Days in Libreville, the last one included. */
  from: string
  to: string
  grid: WorkingGrid
  /** ISO-8601 in UTC: what has begun is not free. */
  now: string
  /** Whose calendar is asked for: what was opened for others is left out. */
  interviewerId: string | undefined
}

/** The places of the grid, and the slots that were opened beside it, which nobody has yet; in their order. */
export function freePlaces(slots: readonly InterviewSlotRow[], question: FreePlacesQuestion): FreePlace[] {
  const { from, to, grid, now, interviewerId } = question
  const known = new Map(slots.map((slot) => [slot.starts_at, slot]))
  const isOthers = ({ interviewer_id }: InterviewSlotRow) =>
    interviewerId !== undefined && interviewer_id !== null && interviewer_id !== interviewerId
  const ofGrid = daysBetween(from, to)
    .filter((date) => grid.days.includes(weekdayOf(date)))
    .flatMap((date) => grid.hours.map((hour) => ({ date, time: `${String(hour).padStart(2, '0')}:00:00` })))
    .map((place) => ({ ...place, starts_at: startsAt(place.date, place.time) }))
    .filter(({ starts_at }) => !known.has(starts_at))
    .map((place) => ({ ...place, slot_id: null, location: null, interviewer_id: null }))
  const opened = slots
    .filter((slot) => slot.interview_id === null && !isOthers(slot))
    .map(({ id, date, time, starts_at, location, interviewer_id }) => {
      return { date, time, starts_at, slot_id: id, location, interviewer_id }
    })
  return [...ofGrid, ...opened]
    .filter(({ starts_at }) => starts_at > now)
    .toSorted((a, b) => (a.starts_at < b.starts_at ? -1 : 1))
    .map((place) => ({ ...place, timezone: INTERVIEW_ZONE, is_available: true }))
}

const DAY_MS = 86_400_000

/** Days from one to another, both included; dates alone have no zone. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = []
  for (let day = Date.parse(from); day <= Date.parse(to); day += DAY_MS)
    days.push(new Date(day).toISOString().slice(0, 10))
  return days
}

/** The day some days after another. */
export const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10)

/** 1 is Monday, 7 is Sunday. */
const weekdayOf = (date: string): number => new Date(date).getUTCDay() || 7
