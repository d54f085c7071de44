import { z } from 'zod'
import { defineRoute, everyone } from '../../kernel/route.ts'

export const createLiveTicketRoute = defineRoute({
  name: 'createLiveTicket',
  context: 'notifications',
  method: 'post',
  path: '/api/v1/live/tickets',
  summary: 'A ticket that opens one stream within half a minute, for clients whose streams cannot send headers',
  access: everyone,
  status: 201,
  response: z.object({
    ticket: z.string(),
    expires_in: z.number().int().meta({ description: 'Seconds' }),
  }),
})

/** Seconds a ticket can be used for. */
export const TICKET_SECONDS = 30
