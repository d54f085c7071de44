import { createLiveTicketRoute, TICKET_SECONDS } from '@one-hcm/contracts/notifications/live/create-live-ticket.route'
import type { StreamTickets } from '@one-hcm/platform/auth/stream-tickets'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'

/** Tickets are secrets of half a minute: like credentials they are rows, and no events. */
export const liveTicketEndpoints = ({ tickets }: { tickets: StreamTickets }): Endpoint[] => [
  endpoint(createLiveTicketRoute, async ({ user }) => ({
    body: { ticket: await tickets.issue(user, TICKET_SECONDS), expires_in: TICKET_SECONDS },
  })),
]
