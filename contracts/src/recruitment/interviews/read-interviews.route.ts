import { z } from 'zod'
import { envelope, pageQuery } from '../../kernel/envelope.ts'
import { defineRoute, staff } from '../../kernel/route.ts'
import { interviewStatuses } from './interview-slot.row.ts'
import { interviewSlotInList } from './interview-slot.wire.ts'
import { INTERVIEW_ZONE, interviewDate } from './interview-time.ts'

const slots = '/api/v1/interviews/slots'
const params = z.object({ id: z.uuid() })
const readers = { ...staff, auditor: 'all', candidate: 'own' } as const

const direction = (order: string): 'asc' | 'desc' => (order.split(',')[0]!.endsWith('desc') ? 'desc' : 'asc')

/** Filters, order and pages of the calendar (recruitment §4.7). */
export const interviewSlotQuery = z.object({
  ...pageQuery(50, 1000),
  application_id: z.uuid().optional(),
  job_offer_id: z.uuid().optional(),
  status: z.enum(interviewStatuses).optional(),
  is_available: z.stringbool().optional(),
  date_from: interviewDate.optional(),
  date_to: interviewDate.optional(),
  order: z
    .string()
    .regex(/^(date:)?(asc|desc)(,time:(asc|desc))?$/)
    .default('date:asc,time:asc')
    .transform(direction)
    .meta({ description: '`date:asc,time:asc` or `date:desc,time:desc`' }),
})
export type InterviewSlotQuery = z.output<typeof interviewSlotQuery>

const slotList = z.array(interviewSlotInList)

export const listInterviewSlotsRoute = defineRoute({
  name: 'listInterviewSlots',
  context: 'recruitment',
  method: 'get',
  path: slots,
  summary: "The interview calendar in the order of its dates; a candidate's own interviews",
  access: readers,
  query: interviewSlotQuery,
  response: z.object({
    data: slotList,
    slots: slotList.meta({ deprecated: true, description: 'Alias of data' }),
    total: z.number().int(),
    page: z.number().int(),
    per_page: z.number().int(),
    total_pages: z.number().int(),
    next_cursor: z.string().nullable(),
  }),
  refusals: ['invalid-cursor'],
})

export const getInterviewSlotRoute = defineRoute({
  name: 'getInterviewSlot',
  context: 'recruitment',
  method: 'get',
  path: `${slots}/{id}`,
  summary: 'One slot with the interview it holds',
  access: readers,
  params,
  response: interviewSlotInList,
  refusals: ['interview-slot-not-found'],
})

export const getInterviewCalendarFileRoute = defineRoute({
  name: 'getInterviewCalendarFile',
  context: 'recruitment',
  method: 'get',
  path: `${slots}/{id}/calendar.ics`,
  summary: 'The interview of a slot for calendar programs (RFC 5545)',
  access: readers,
  params,
  contentType: 'text/calendar',
  refusals: ['interview-slot-not-found', 'interview-slot-free'],
})

const count = z.number().int()

export const getInterviewStatisticsRoute = defineRoute({
  name: 'getInterviewStatistics',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/interviews/stats/overview',
  summary: 'How many interviews there are, in all and by status; those that were called off count',
  access: { ...staff, auditor: 'all' },
  response: z.object({
    total_interviews: count,
    scheduled_interviews: count,
    completed_interviews: count,
    cancelled_interviews: count,
    interviews_by_status: z.record(z.enum(interviewStatuses), count),
  }),
})

/** Longest stretch of days that free places are listed for. */
export const FREE_SLOTS_DAYS_MAX = 92

export const freeInterviewSlotWire = z
  .object({
    date: z.string(),
    time: z.string(),
    starts_at: z.string(),
    timezone: z.literal(INTERVIEW_ZONE),
    slot_id: z.uuid().nullable().meta({ description: 'Null where booking makes the slot' }),
    location: z.string().nullable(),
    interviewer_id: z.uuid().nullable(),
    is_available: z.literal(true),
  })
  .meta({ id: 'FreeInterviewSlot' })

export const listFreeInterviewSlotsRoute = defineRoute({
  name: 'listFreeInterviewSlots',
  context: 'recruitment',
  method: 'get',
  path: '/api/v1/applications/interviews/calendar/available',
  summary: 'Places of the working hours, and slots that were opened, which nobody has yet',
  access: staff,
  query: z.object({
    interviewer_id: z.uuid().optional().meta({ description: 'Leaves out what was opened for somebody else' }),
    date_from: interviewDate.optional().meta({ description: 'Today when left out' }),
    date_to: interviewDate.optional().meta({ description: 'Two weeks later when left out' }),
  }),
  response: envelope(z.array(freeInterviewSlotWire)).extend({ total: count }),
  refusals: ['interview-range-too-long'],
})
