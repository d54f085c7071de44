import { z } from 'zod'
import { defineRoute, recruiters } from '../../kernel/route.ts'
import { emailQueuedWire } from './email.wire.ts'

/** Names that the running frontend sends (recruitment §8), by the names of §4.10. */
const aliases = {
  candidate_full_name: 'candidateFullName',
  job_title: 'jobTitle',
  application_id: 'applicationId',
  additional_notes: 'additionalNotes',
  interview_type: 'interviewType',
  interview_mode: 'interviewMode',
  video_link: 'videoLink',
} as const

function canonicalBody(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const body = { ...(value as Record<string, unknown>) }
  for (const [name, alias] of Object.entries(aliases)) body[name] ??= body[alias]
  return body
}

const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, 'must be a time of day, HH:MM or HH:MM:SS')
  .transform((text) => text.slice(0, 5))

export const sendInterviewEmailRoute = defineRoute({
  name: 'sendInterviewEmail',
  context: 'notifications',
  method: 'post',
  path: '/api/v1/emails/send-interview-email',
  summary: 'Invite the candidate of an application to an interview or a simulation, in the words of our template',
  access: recruiters,
  body: z.preprocess(
    canonicalBody,
    z.object({
      to: z.email().max(255),
      candidate_full_name: z.string().trim().min(1).max(200),
      job_title: z.string().trim().min(1).max(200),
      date: z.iso.date(),
      time,
      location: z.string().max(300).nullish(),
      application_id: z.uuid().nullish(),
      additional_notes: z.string().max(5000).nullish(),
      interview_type: z.enum(['entretien', 'simulation']).nullish(),
      interview_mode: z.enum(['presentiel', 'distanciel']).nullish(),
      video_link: z.url().max(500).nullish(),
    }),
  ),
  status: 201,
  response: emailQueuedWire,
  refusals: ['email-recipient-unknown', 'email-interview-past'],
})
