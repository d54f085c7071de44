import { type UserEvent, userEvents } from '../../identity/users/user.events.ts'
import { idOfStream, type Recorded } from '../../kernel/event.ts'
import { type ApplicationEvent, applicationEvents } from '../../recruitment/applications/application.events.ts'
import { type DeadlineEvent, deadlineEvents } from '../../recruitment/deadlines/deadline.events.ts'
import { type EvaluationEvent, evaluationEvents } from '../../recruitment/evaluations/evaluation.events.ts'
import { type InterviewEvent, interviewEvents } from '../../recruitment/interviews/interview.events.ts'
import { type JobOfferEvent, jobOfferEvents } from '../../recruitment/job-offers/job-offer.events.ts'
import { type InboxEvent, inboxEvents } from '../inbox/inbox.events.ts'
import { type NoticedEvent, noticedEvents } from '../inbox/notices-of.ts'
import { notificationsOf } from '../inbox/notification.row.ts'
import { changesOfInterview } from './changes-of-interviews.ts'
import { changesOfUser } from './changes-of-users.ts'
import { type LiveChange, liveChange } from './live-change.ts'

export type LiveEvent =
  | UserEvent
  | JobOfferEvent
  | ApplicationEvent
  | InterviewEvent
  | EvaluationEvent
  | InboxEvent
  | DeadlineEvent

const of = (events: readonly { type: string }[]) => new Set(events.map(({ type }) => type))
const [users, offers, applications, interviews, evaluations, inboxes, deadlines] = [
  userEvents,
  jobOfferEvents,
  applicationEvents,
  interviewEvents,
  evaluationEvents,
  inboxEvents,
  deadlineEvents,
].map(of) as [Set<string>, Set<string>, Set<string>, Set<string>, Set<string>, Set<string>, Set<string>]

/** Events that clients can hear of. */
export const liveEvents: readonly string[] = [
  ...users,
  ...offers,
  ...applications,
  ...interviews,
  ...evaluations,
  ...inboxes,
  ...deadlines,
]

/** What an event changes for people who look at lists and details, the notifications that it makes included. */
export function changesOf(event: Recorded<LiveEvent>): LiveChange[] {
  return [...ofAggregate(event), ...ofNotifications(event)]
}

function ofAggregate(event: Recorded<LiveEvent>): LiveChange[] {
  if (users.has(event.type)) return changesOfUser(event as Recorded<UserEvent>)
  if (offers.has(event.type)) return ofOffer(event as Recorded<JobOfferEvent>)
  if (applications.has(event.type)) return ofApplication(event as Recorded<ApplicationEvent>)
  if (interviews.has(event.type)) return changesOfInterview(event as Recorded<InterviewEvent>)
  if (evaluations.has(event.type)) return ofEvaluation(event as Recorded<EvaluationEvent>)
  if (inboxes.has(event.type)) return ofInbox(event as Recorded<InboxEvent>)
  return []
}

function ofOffer({ type, data, revision }: Recorded<JobOfferEvent>): LiveChange[] {
  const change = type === 'JobOfferDrafted' ? 'created' : type === 'JobOfferDeleted' ? 'removed' : 'updated'
  return [liveChange('job_offer', data.job_offer_id, change, { revision, outside: outside[type] ?? 'shown' })]
}

/** That somebody applied first is nobody else's business, and neither is what nobody could see yet, or any more. */
const outside: Partial<Record<JobOfferEvent['type'], LiveChange['outside']>> = {
  JobOfferClosed: 'gone',
  JobOfferUnpublished: 'gone',
  JobOfferFirstApplicationAdmitted: 'hidden',
  JobOfferDrafted: 'hidden',
  JobOfferArchived: 'hidden',
  JobOfferDeleted: 'hidden',
}

/** What candidates are not shown of their application, they do not hear of either. */
const internal = new Set<string>(['SynthesisRecorded'])

function ofApplication({ type, data, revision, stream }: Recorded<ApplicationEvent>): LiveChange[] {
  const owner_id = internal.has(type) ? null : data.candidate_id
  const about = { revision, owner_id }
  const id = idOfStream(stream)
  switch (type) {
    case 'ApplicationSubmitted':
      return [liveChange('application', id, 'created', about)]
    case 'ApplicationDeleted':
      return [liveChange('application', id, 'removed', about)]
    case 'ApplicationDocumentUploaded':
      return [
        ...(data.replaces === null ? [] : [liveChange('document', data.replaces, 'removed', { owner_id })]),
        liveChange('document', data.document.document_id, 'created', { owner_id }),
        liveChange('application', id, 'updated', about),
      ]
    case 'ApplicationDocumentRemoved':
      return [
        liveChange('document', data.document_id, 'removed', { owner_id }),
        liveChange('application', id, 'updated', about),
      ]
    default:
      return [liveChange('application', id, 'updated', about)]
  }
}

const ofEvaluation = ({ type, data, revision }: Recorded<EvaluationEvent>): LiveChange[] => [
  liveChange('evaluation', data.evaluation_id, type === 'EvaluationStarted' ? 'created' : 'updated', { revision }),
]

function ofInbox({ type, data, revision }: Recorded<InboxEvent>): LiveChange[] {
  const owner_id = data.user_id
  switch (type) {
    case 'NotificationCreated':
      return []
    case 'NotificationRead':
      return [liveChange('notification', data.notification_id, 'updated', { owner_id, revision })]
    case 'AllNotificationsRead':
      return [liveChange('notification', data.up_to_id, 'read_all', { owner_id, revision })]
    case 'NotificationPreferencesChanged':
      return [liveChange('notification_preference', owner_id, 'updated', { owner_id, revision })]
  }
}

const ofNotifications = (event: Recorded<LiveEvent>): LiveChange[] =>
  (noticedEvents as readonly string[]).includes(event.type)
    ? notificationsOf(event as Recorded<NoticedEvent>).map(({ row: { notification_id, user_id, audience } }) =>
        liveChange('notification', notification_id, 'created', { owner_id: user_id, audience }),
      )
    : []
