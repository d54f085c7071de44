import { z } from 'zod'
import { defineRoute, recruiters } from '../../kernel/route.ts'
import { interviewSlotWire } from './interview-slot.wire.ts'
import { bookInterviewBody, reviseInterviewSlotBody } from './interview-slot-input.ts'

const slots = '/api/v1/interviews/slots'
const params = z.object({ id: z.uuid() })

export const bookInterviewRoute = defineRoute({
  name: 'bookInterview',
  context: 'recruitment',
  method: 'post',
  path: slots,
  summary: 'Give a place in the calendar to an application; or open one that is free',
  access: recruiters,
  body: bookInterviewBody,
  status: 201,
  response: interviewSlotWire,
  refusals: [
    'application-not-found',
    'application-not-interviewable',
    'interview-date-past',
    'interview-slot-taken',
    'interview-exists',
  ],
})

export const reviseInterviewSlotRoute = defineRoute({
  name: 'reviseInterviewSlot',
  context: 'recruitment',
  method: 'put',
  path: `${slots}/{id}`,
  summary: 'Move an interview, change it, note that it took place, call it off; or book a free slot',
  access: recruiters,
  params,
  body: reviseInterviewSlotBody,
  response: interviewSlotWire,
  refusals: [
    'interview-slot-not-found',
    'interview-slot-free',
    'interview-slot-taken',
    'interview-date-past',
    'interview-not-yet-held',
    'interview-over',
    'interview-exists',
    'application-not-found',
    'application-not-interviewable',
  ],
})

export const cancelInterviewRoute = defineRoute({
  name: 'cancelInterview',
  context: 'recruitment',
  method: 'delete',
  path: `${slots}/{id}`,
  summary: 'Call an interview off; its slot stays and is free again',
  access: recruiters,
  params,
  query: z.object({ reason: z.string().trim().max(1000).optional() }),
  response: z.object({ message: z.string(), slot_id: z.uuid() }),
  refusals: ['interview-slot-not-found', 'interview-over'],
})

export const swapInterviewsRoute = defineRoute({
  name: 'swapInterviews',
  context: 'recruitment',
  method: 'post',
  path: `${slots}/swap`,
  summary: 'Two interviews exchange their dates and times',
  access: recruiters,
  body: z.object({
    slot_id_a: z.uuid(),
    slot_id_b: z.uuid(),
    version_a: z
      .number()
      .int()
      .optional()
      .meta({ description: 'Refuses the swap when the slot has changed since: a swap that is repeated swaps back' }),
    version_b: z.number().int().optional(),
  }),
  response: z.object({ data: z.array(interviewSlotWire) }),
  refusals: ['interview-slot-not-found', 'interview-slot-free', 'interview-date-past', 'interview-over'],
})
