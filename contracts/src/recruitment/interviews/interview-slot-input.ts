import { z } from 'zod'
import { interviewModes } from './interview.events.ts'
import { interviewDate, interviewTime } from './interview-time.ts'

const text = (max: number) => z.string().trim().max(max).nullish()

/** Where to meet; forms that leave it blank mean none. */
export const videoLink = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .or(z.literal('').transform(() => null))
  .nullish()

/** What existing clients and new ones say of a slot; everything but its place may be left out (recruitment §2.12, §4.7). */
const details = {
  candidate_name: text(200).meta({ description: "Filled from the candidate's account when left out" }),
  job_title: text(200).meta({ description: 'Filled from the offer when left out' }),
  location: text(500),
  notes: text(5000).meta({ description: 'For staff; no candidate reads them' }),
  interviewer_id: z.uuid().nullish(),
  interview_mode: z.enum(interviewModes).nullish(),
  video_link: videoLink,
}

export const bookInterviewBody = z
  .object({
    date: interviewDate,
    time: interviewTime,
    application_id: z.uuid().nullish(),
    is_available: z
      .boolean()
      .optional()
      .meta({ description: 'true without an application opens a slot that nobody has yet' }),
    status: z.literal('scheduled').optional(),
    ...details,
  })
  .refine(({ application_id, is_available }) => !!application_id || is_available === true, {
    path: ['application_id'],
    message: 'is required, unless a free slot is opened with is_available true',
  })
export type BookInterviewBody = z.output<typeof bookInterviewBody>

export const reviseInterviewSlotBody = z.object({
  date: interviewDate.optional(),
  time: interviewTime.optional(),
  application_id: z.uuid().nullish(),
  is_available: z.boolean().optional(),
  status: z.enum(['scheduled', 'completed', 'cancelled']).optional(),
  ...details,
})
export type ReviseInterviewSlotBody = z.output<typeof reviseInterviewSlotBody>
