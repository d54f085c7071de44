import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import { foldUser, type UserRow } from '@one-hcm/contracts/identity/users/user.row'
import type { DomainEvent, Recorded } from '@one-hcm/contracts/kernel/event'
import type { ApplicationEvent } from '@one-hcm/contracts/recruitment/applications/application.events'
import { type ApplicationRow, foldApplication } from '@one-hcm/contracts/recruitment/applications/application.row'
import { INTERVIEW_CALENDAR, type InterviewEvent } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import { foldInterview, type InterviewRow, interviewsOf } from '@one-hcm/contracts/recruitment/interviews/interview.row'
import type { JobOfferEvent } from '@one-hcm/contracts/recruitment/job-offers/job-offer.events'
import { foldJobOffer, type JobOfferRow } from '@one-hcm/contracts/recruitment/job-offers/job-offer.row'
import type { EventLog } from '@one-hcm/platform/event-store/event-log'

/** What messages are made of, folded from the streams of the contexts that know it. */
export type PersonFacts = Pick<
  UserRow,
  | 'id'
  | 'email'
  | 'first_name'
  | 'last_name'
  | 'sexe'
  | 'phone'
  | 'matricule'
  | 'date_of_birth'
  | 'adresse'
  | 'role'
  | 'statut'
>

export type ApplicationFacts = Pick<ApplicationRow, 'id' | 'candidate_id' | 'job_offer_id' | 'interview_date'>

/** Read from the log each time and kept nowhere: personal values are in memory only while a message is made. */
export type FactSource = {
  /** Undefined for somebody who never was, or whose account is deleted; fields are null for somebody erased. */
  person(userId: string): Promise<PersonFacts | undefined>
  application(applicationId: string): Promise<ApplicationFacts | undefined>
  jobTitle(jobOfferId: string): Promise<string | undefined>
  interview(interviewId: string): Promise<InterviewRow | undefined>
  /** The interview that an application has, as long as it is planned. */
  plannedInterviewOf(applicationId: string): Promise<InterviewRow | undefined>
}

export function createFactSource(log: Pick<EventLog, 'readStream'>): FactSource {
  const fold = async <Row, E extends DomainEvent>(
    stream: string,
    step: (row: Row | undefined, event: Recorded<E>) => Row | undefined,
  ): Promise<Row | undefined> => {
    const events = (await log.readStream(stream)) as Recorded<E>[]
    return events.reduce<Row | undefined>((row, event) => step(row, event), undefined)
  }
  const calendar = () =>
    log.readStream(`interviewCalendar-${INTERVIEW_CALENDAR}`) as Promise<Recorded<InterviewEvent>[]>
  const interviewIn = (events: readonly Recorded<InterviewEvent>[], interviewId: string) =>
    events
      .filter((event) => interviewsOf(event).includes(interviewId))
      .reduce<InterviewRow | undefined>((row, event) => foldInterview(row, event, interviewId), undefined)

  return {
    person: (userId) => fold<UserRow, UserEvent>(`user-${userId}`, foldUser),
    application: (applicationId) =>
      fold<ApplicationRow, ApplicationEvent>(`application-${applicationId}`, foldApplication),
    jobTitle: async (jobOfferId) => {
      // A deleted offer is still what its candidates applied for.
      const row = await fold<JobOfferRow, JobOfferEvent>(`jobOffer-${jobOfferId}`, (before, event) =>
        event.type === 'JobOfferDeleted' ? before : foldJobOffer(before, event),
      )
      return row?.title
    },
    interview: async (interviewId) => interviewIn(await calendar(), interviewId),
    plannedInterviewOf: async (applicationId) => {
      const events = await calendar()
      const ids = new Set(
        events.flatMap((event) =>
          event.type === 'InterviewScheduled' && event.data.application_id === applicationId
            ? [event.data.interview_id]
            : [],
        ),
      )
      return [...ids].map((id) => interviewIn(events, id)).find((row) => row?.status === 'scheduled')
    },
  }
}
