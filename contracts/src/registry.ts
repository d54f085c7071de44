import { accessEvents } from './audit/access.events.ts'
import { administratorEvents } from './identity/administrators/administrator.events.ts'
import { seegAgentsEvents } from './identity/seeg-agents/seeg-agents.events.ts'
import { sessionEvents } from './identity/sessions/session.events.ts'
import { userEvents } from './identity/users/user.events.ts'
import type { EventDefinition } from './kernel/event.ts'
import { emailEvents } from './notifications/emails/email.events.ts'
import { mailPreferenceEvents } from './notifications/emails/mail-preference.events.ts'
import { mailingEvents } from './notifications/emails/mailing.events.ts'
import { inboxEvents } from './notifications/inbox/inbox.events.ts'
import { applicationEvents } from './recruitment/applications/application.events.ts'
import { campaignEvents } from './recruitment/campaigns/campaign.events.ts'
import { deadlineEvents } from './recruitment/deadlines/deadline.events.ts'
import { evaluationEvents } from './recruitment/evaluations/evaluation.events.ts'
import { exportEvents } from './recruitment/exports/export.events.ts'
import { interviewEvents } from './recruitment/interviews/interview.events.ts'
import { jobOfferEvents } from './recruitment/job-offers/job-offer.events.ts'

/** Every event type of the platform. The codec, the event catalogue and the golden samples all go by this list. */
export const eventDefinitions: readonly EventDefinition[] = [
  ...userEvents,
  ...sessionEvents,
  ...administratorEvents,
  ...seegAgentsEvents,
  ...jobOfferEvents,
  ...applicationEvents,
  ...evaluationEvents,
  ...interviewEvents,
  ...deadlineEvents,
  ...exportEvents,
  ...campaignEvents,
  ...inboxEvents,
  ...emailEvents,
  ...mailPreferenceEvents,
  ...mailingEvents,
  ...accessEvents,
]

const byType = new Map(eventDefinitions.map((definition) => [definition.type, definition]))

/** The definition of an event type; undefined for types of other systems and of newer releases. */
export const eventDefinition = (type: string): EventDefinition | undefined => byType.get(type)
