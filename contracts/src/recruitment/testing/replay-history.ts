import type { ApplicationStatus } from '../applications/application-status.ts'
import type { OfferStatus } from '../job-offers/job-offer-status.ts'

/** An event as a test or an auditor has it: readable data, and when it happened. */
export type CountedEvent = { type: string; at: string; data: Readonly<Record<string, unknown>> }

export type Application = {
  candidate: string
  offer: string
  recruiter: string
  /** When it came into which status, from its submission on. */
  stays: { status: ApplicationStatus; at: string }[]
  documents: Map<string, string>
}
export type Offer = {
  id: string
  title: string
  department: string | null
  recruiter: string
  status: OfferStatus
  at: string
}

/** What dashboards are about, as a history leaves it. */
export type World = {
  applications: Map<string, Application>
  offers: Map<string, Offer>
  sexes: Map<string, 'M' | 'F'>
  interviews: Map<string, { offer: string; scheduled: boolean }>
}

const text = (value: unknown): string => String(value)

/**
 * Replays a history without folds, tables or counters of the system: what its figures are held against. Events are in the
 * order of the log.
 */
export function replay(events: readonly CountedEvent[]): World {
  const world: World = { applications: new Map(), offers: new Map(), sexes: new Map(), interviews: new Map() }
  for (const event of events) {
    replayApplication(world, event)
    replayOffer(world, event)
    replayPerson(world, event)
    replayInterview(world, event)
  }
  return world
}

function replayApplication({ applications }: World, { type, at, data }: CountedEvent): void {
  const id = text(data.application_id)
  const known = applications.get(id)
  const document = data.document as { document_id: string; document_type: string } | undefined
  switch (type) {
    case 'ApplicationSubmitted': {
      const documents = data.documents as { document_id: string; document_type: string }[]
      applications.set(id, {
        candidate: text(data.candidate_id),
        offer: text(data.job_offer_id),
        recruiter: text(data.recruiter_id),
        stays: [{ status: 'pending', at }],
        documents: new Map(documents.map(({ document_id, document_type }) => [document_id, document_type])),
      })
      return
    }
    case 'ApplicationStatusChanged':
      known?.stays.push({ status: data.new_status as ApplicationStatus, at })
      return
    case 'ApplicationWithdrawn':
      known?.stays.push({ status: 'withdrawn', at })
      return
    case 'ApplicationDocumentUploaded':
      if (data.replaces !== null) known?.documents.delete(text(data.replaces))
      known?.documents.set(document!.document_id, document!.document_type)
      return
    case 'ApplicationDocumentRemoved':
      known?.documents.delete(text(data.document_id))
      return
    case 'ApplicationDeleted':
      applications.delete(id)
  }
}

const offerStatusAfter: Readonly<Record<string, OfferStatus>> = {
  JobOfferPublished: 'active',
  JobOfferUnpublished: 'draft',
  JobOfferClosed: 'closed',
  JobOfferReopened: 'active',
  JobOfferArchived: 'archived',
}

function replayOffer({ offers }: World, { type, at, data }: CountedEvent): void {
  const id = text(data.job_offer_id)
  const content = data.content as { title: string; department: string | null } | undefined
  const known = offers.get(id)
  if (type === 'JobOfferDrafted')
    offers.set(id, {
      id,
      title: content!.title,
      department: content!.department,
      recruiter: text(data.recruiter_id),
      status: 'draft',
      at,
    })
  if (type === 'JobOfferRevised' && known)
    Object.assign(known, { title: content!.title, department: content!.department })
  if (type in offerStatusAfter && known) known.status = offerStatusAfter[type]!
  if (type === 'JobOfferDeleted') offers.delete(id)
}

function replayPerson({ sexes }: World, { type, data }: CountedEvent): void {
  const id = text(data.user_id)
  const attributes = data.attributes as { sexe?: 'M' | 'F' | null } | undefined
  const born = type === 'CandidateRegistered' || type === 'UserCreatedByAdmin'
  const changed = type === 'UserAccountUpdated' && attributes?.sexe !== undefined
  if (born || changed) {
    const sexe = (born ? data.sexe : attributes?.sexe) as 'M' | 'F' | null
    if (sexe === null) sexes.delete(id)
    else sexes.set(id, sexe)
  }
  if (type === 'UserDeleted' || type === 'RegistrationAbandoned') sexes.delete(id)
}

function replayInterview({ interviews }: World, { type, data }: CountedEvent): void {
  const id = text(data.interview_id)
  if (type === 'InterviewScheduled') interviews.set(id, { offer: text(data.job_offer_id), scheduled: true })
  if ((type === 'InterviewCompleted' || type === 'InterviewCancelled') && interviews.has(id))
    interviews.get(id)!.scheduled = false
}
