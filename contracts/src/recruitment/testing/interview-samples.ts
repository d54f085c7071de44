import { deriveId } from '../../kernel/aggregate-id.ts'
import type { AppointmentEvent } from '../applications/application-appointments.ts'
import type { InterviewEvent } from '../interviews/interview.events.ts'
import { startsAt } from '../interviews/interview-time.ts'
import { ids } from './recruitment-samples.ts'

/** Ids and events that tests of interviews have in common: the candidate of the other samples, and a second one. */
export const interviewIds = {
  slot: deriveId('sample', 'slot'),
  otherSlot: deriveId('sample', 'other slot'),
  interview: deriveId('sample', 'interview'),
  otherInterview: deriveId('sample', 'other interview'),
  otherApplication: deriveId('sample', 'other application'),
  otherCandidate: deriveId('sample', 'other candidate'),
} as const

type EventOfType<E extends { type: string }, Type> = Extract<E, { type: Type }>
type Interview<Type> = EventOfType<InterviewEvent, Type>
type Appointment<Type> = EventOfType<AppointmentEvent, Type>

/** A date and time in Libreville, as events hold it. */
export const placeAt = (date: string, time: string) => ({ date, time, starts_at: startsAt(date, time) })
/** A Monday morning and a Tuesday afternoon after all the times that `history` gives to events. */
export const monday = placeAt('2026-03-16', '09:00:00')
export const tuesday = placeAt('2026-03-17', '14:00:00')

export const interviewSubject = {
  slot_id: interviewIds.slot as string,
  interview_id: interviewIds.interview as string,
  application_id: ids.application as string,
  candidate_id: ids.candidate as string,
  job_offer_id: ids.offer as string,
}
export const otherSubject: typeof interviewSubject = {
  slot_id: interviewIds.otherSlot,
  interview_id: interviewIds.otherInterview,
  application_id: interviewIds.otherApplication,
  candidate_id: interviewIds.otherCandidate,
  job_offer_id: ids.offer,
}

export const slotOpened = (
  changes: Partial<Interview<'InterviewSlotOpened'>['data']> = {},
): Interview<'InterviewSlotOpened'> => ({
  type: 'InterviewSlotOpened',
  data: {
    slot_id: interviewIds.slot,
    ...monday,
    location: null,
    interviewer_id: null,
    opened_by: ids.recruiter,
    ...changes,
  },
})

export const interviewScheduled = (
  changes: Partial<Interview<'InterviewScheduled'>['data']> = {},
): Interview<'InterviewScheduled'> => ({
  type: 'InterviewScheduled',
  data: {
    ...interviewSubject,
    ...monday,
    location: 'Salle de réunion, siège',
    interviewer_id: null,
    interview_mode: null,
    video_link: null,
    job_title: 'Comptable confirmé(e)',
    candidate_name: 'Awa Ndong',
    notes: null,
    sequence: 0,
    scheduled_by: ids.recruiter,
    decided_on: { application_revision: 0 },
    ...changes,
  },
})

export const interviewRescheduled = (
  from: { slot_id: string } & typeof monday,
  to: { slot_id: string } & typeof monday,
  changes: Partial<Interview<'InterviewRescheduled'>['data']> = {},
): Interview<'InterviewRescheduled'> => ({
  type: 'InterviewRescheduled',
  data: {
    ...interviewSubject,
    slot_id: to.slot_id,
    from,
    to,
    location: 'Salle de réunion, siège',
    by: ids.recruiter,
    sequence: 1,
    ...changes,
  },
})

export const interviewsSwapped = (
  a: Interview<'InterviewsSwapped'>['data']['a'],
  b: Interview<'InterviewsSwapped'>['data']['b'],
): Interview<'InterviewsSwapped'> => ({ type: 'InterviewsSwapped', data: { a, b, by: ids.recruiter } })

export const interviewDetailsChanged = (
  changes: Interview<'InterviewDetailsChanged'>['data']['changes'],
  texts: Interview<'InterviewDetailsChanged'>['data']['texts'] = {},
  sequence = 1,
): Interview<'InterviewDetailsChanged'> => ({
  type: 'InterviewDetailsChanged',
  data: { ...interviewSubject, changes, texts, changed_by: ids.recruiter, sequence },
})

export const interviewCompleted = (subject = interviewSubject): Interview<'InterviewCompleted'> => ({
  type: 'InterviewCompleted',
  data: { ...subject, completed_by: ids.recruiter },
})

export const interviewCancelled = (
  changes: Partial<Interview<'InterviewCancelled'>['data']> = {},
): Interview<'InterviewCancelled'> => ({
  type: 'InterviewCancelled',
  data: { ...interviewSubject, ...monday, reason: null, cancelled_by: ids.recruiter, sequence: 1, ...changes },
})

const ofApplication = { application_id: ids.application as string, candidate_id: ids.candidate as string }

export const interviewDateSet = (
  calendar_revision: number,
  interview_date = monday.starts_at,
  slot_id: string = interviewIds.slot,
): Appointment<'ApplicationInterviewDateSet'> => ({
  type: 'ApplicationInterviewDateSet',
  data: { ...ofApplication, slot_id, interview_id: interviewIds.interview, interview_date, calendar_revision },
})
export const interviewDateCleared = (
  calendar_revision: number,
  interview_date = monday.starts_at,
): Appointment<'ApplicationInterviewDateCleared'> => ({
  type: 'ApplicationInterviewDateCleared',
  data: {
    ...ofApplication,
    slot_id: interviewIds.slot,
    interview_id: interviewIds.interview,
    interview_date,
    calendar_revision,
  },
})

const simulationAt = ({ date, time, starts_at }: typeof monday) => ({
  job_offer_id: ids.offer as string,
  simulation_date: date,
  simulation_time: time,
  starts_at,
})
export const simulationScheduled = (
  place = monday,
  changes: Partial<Appointment<'SimulationScheduled'>['data']> = {},
): Appointment<'SimulationScheduled'> => ({
  type: 'SimulationScheduled',
  data: {
    ...ofApplication,
    ...simulationAt(place),
    mode: 'presentiel',
    video_link: null,
    location: 'Salle de réunion, siège',
    scheduled_by: ids.recruiter,
    sequence: 0,
    ...changes,
  },
})
export const simulationCancelled = (place = monday, sequence = 1): Appointment<'SimulationCancelled'> => ({
  type: 'SimulationCancelled',
  data: { ...ofApplication, ...simulationAt(place), reason: null, cancelled_by: ids.recruiter, sequence },
})
