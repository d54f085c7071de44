import { z } from 'zod'
import { defineEvent } from '../../kernel/event.ts'
import { interviewModes } from '../interviews/interview.events.ts'

const application = { context: 'recruitment', category: 'application' } as const
const subject = { application_id: z.string(), candidate_id: z.string() }

/** Which event of the calendar this follows: what the calendar said earlier and arrives late changes nothing. */
const calendar_revision = z.number().int()

export const ApplicationInterviewDateSet = defineEvent({
  ...application,
  type: 'ApplicationInterviewDateSet',
  summary: "The date of an application's interview is known, or is another one.",
  data: {
    ...subject,
    slot_id: z.string(),
    interview_id: z.string(),
    /** ISO-8601 in UTC. */
    interview_date: z.string(),
    calendar_revision,
  },
})

export const ApplicationInterviewDateCleared = defineEvent({
  ...application,
  type: 'ApplicationInterviewDateCleared',
  summary: "An application's interview was called off: it has no date.",
  data: { ...subject, slot_id: z.string(), interview_id: z.string(), interview_date: z.string(), calendar_revision },
})

/** A date and time in Libreville, and the moment that they are, ISO-8601 in UTC. */
const simulation = { simulation_date: z.string(), simulation_time: z.string(), starts_at: z.string() }
/** Counts what participants are told: the SEQUENCE of the calendar file (RFC 5545). */
const sequence = z.number().int()

export const SimulationScheduled = defineEvent({
  ...application,
  type: 'SimulationScheduled',
  summary: 'A candidate was given a date for the simulation, or another one.',
  data: {
    ...subject,
    job_offer_id: z.string(),
    ...simulation,
    mode: z.enum(interviewModes),
    video_link: z.string().nullable(),
    location: z.string().nullable(),
    scheduled_by: z.string(),
    sequence,
  },
})

export const SimulationCancelled = defineEvent({
  ...application,
  type: 'SimulationCancelled',
  summary: 'The simulation of an application was called off.',
  data: {
    ...subject,
    job_offer_id: z.string(),
    ...simulation,
    reason: z.string().nullable(),
    cancelled_by: z.string(),
    sequence,
  },
  personal: { candidate_id: ['reason'] },
})

export const applicationAppointmentEvents = [
  ApplicationInterviewDateSet,
  ApplicationInterviewDateCleared,
  SimulationScheduled,
  SimulationCancelled,
] as const
