import type { Recorded } from '../../kernel/event.ts'
import { followsInItsCommand } from '../../kernel/event-id.ts'
import type { ApplicationEvent } from '../../recruitment/applications/application.events.ts'
import { type Notice, toUser } from './notice.ts'

export type ApplicationNoticed = Extract<
  ApplicationEvent,
  {
    type:
      | 'ApplicationSubmitted'
      | 'ApplicationDocumentUploaded'
      | 'ApplicationStatusChanged'
      | 'SimulationScheduled'
      | 'SimulationCancelled'
  }
>

/** What happens to an application is told to its candidate; that there is one, to the recruiter of the offer too. */
export function noticesOfApplication(event: Recorded<ApplicationNoticed>): readonly Notice[] {
  const { application_id, candidate_id } = event.data
  const link = `/applications/${application_id}`
  switch (event.type) {
    case 'ApplicationSubmitted': {
      const { job_offer_id, recruiter_id } = event.data
      const facts = { application_id, job_offer_id, link }
      return [
        toUser(candidate_id, 'application_submitted', facts),
        toUser(recruiter_id, 'application_submitted', {
          ...facts,
          text: 'application_submitted.received',
          candidate_id,
        }),
      ]
    }
    case 'ApplicationDocumentUploaded':
      return event.data.uploaded_by === candidate_id
        ? [toUser(candidate_id, 'document_uploaded', { application_id, link })]
        : []
    case 'ApplicationStatusChanged':
      // What follows from an interview or a simulation is told by that: nobody hears of one appointment twice.
      return event.metadata.actor.role === 'system' || followsInItsCommand(event)
        ? []
        : [
            toUser(candidate_id, 'application_status_changed', {
              text: `application_status_changed.${event.data.new_status}`,
              application_id,
              link,
            }),
          ]
    case 'SimulationScheduled':
    case 'SimulationCancelled': {
      const { job_offer_id, simulation_date: date, simulation_time } = event.data
      const subtype = event.type === 'SimulationScheduled' ? 'simulation_scheduled' : 'simulation_cancelled'
      const time = simulation_time.slice(0, 5)
      return [toUser(candidate_id, subtype, { application_id, job_offer_id, date, time, link })]
    }
  }
}
