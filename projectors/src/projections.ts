import { eventIndexProjection } from './audit/event-index.projection.ts'
import type { Projection } from './engine/projection.ts'
import { sessionsProjection } from './identity/sessions/sessions.projection.ts'
import { usersProjection } from './identity/users/users.projection.ts'
import { activitiesProjection } from './notifications/activities/activities.projection.ts'
import { emailsProjection } from './notifications/emails/emails.projection.ts'
import { mailPreferencesProjection } from './notifications/emails/mail-preferences.projection.ts'
import { inboxesProjection, readersProjection, readMarksProjection } from './notifications/inbox/inboxes.projections.ts'
import { notificationsProjection } from './notifications/inbox/notifications.projection.ts'
import { liveEventsProjection } from './notifications/live/live-events.projection.ts'
import { applicationsProjection } from './recruitment/applications/applications.projection.ts'
import { campaignsProjection } from './recruitment/campaigns/campaigns.projection.ts'
import { deadlinesProjection } from './recruitment/deadlines/deadlines.projection.ts'
import { evaluationsProjection } from './recruitment/evaluations/evaluations.projection.ts'
import { exportsProjection } from './recruitment/exports/exports.projection.ts'
import { interviewSlotsProjection } from './recruitment/interviews/interview-slots.projection.ts'
import { interviewsProjection } from './recruitment/interviews/interviews.projection.ts'
import { jobOffersProjection } from './recruitment/job-offers/job-offers.projection.ts'

/** Every read model of a generation. One follower and one checkpoint serve them all, so joins never disagree. */
export const projections: readonly Projection[] = [
  eventIndexProjection,
  usersProjection,
  sessionsProjection,
  jobOffersProjection,
  applicationsProjection,
  interviewSlotsProjection,
  interviewsProjection,
  evaluationsProjection,
  notificationsProjection,
  inboxesProjection,
  readMarksProjection,
  readersProjection,
  liveEventsProjection,
  activitiesProjection,
  emailsProjection,
  mailPreferencesProjection,
  campaignsProjection,
  deadlinesProjection,
  exportsProjection,
]
