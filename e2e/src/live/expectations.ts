import type { AuditEvent } from '../testing/recruitment.ts'

/** Who looks at a stream. */
export type Viewer = {
  name: string
  id: string
  role: 'admin' | 'recruiter' | 'observer' | 'auditor' | 'candidate'
  audience?: 'interne' | 'externe'
}

/** A change as it is compared: `12 application updated <id>`; notifications that are new go without their ids. */
export type Expected = { position: bigint; change: string }

/**
 * What a viewer has to hear, and what they may hear besides: offers are judged when they are sent, so one that was open
 * for a while may be told or not.
 */
export type Expectations = { must: Expected[]; may: Set<string> }

type Hearing = 'must' | 'may' | 'no'
type Told = { resource: string; change: string; id?: string; hears(viewer: Viewer): Hearing }

/**
 * The specification once more, in other words than the code under test: recruitment §1.2 says who reads what, §5.2 who is
 * told what. From the log as auditors get it.
 */
export function expectationsOf(events: readonly AuditEvent[], viewer: Viewer): Expectations {
  const offers = offersOf(events)
  const world: World = { offers, candidates: new Set(), optedIn: new Map() }
  const expectations: Expectations = { must: [], may: new Set() }
  for (const event of events) {
    if (event.type === 'NotificationPreferencesChanged')
      world.optedIn.set(text(event, 'user_id'), event.data.job_offers === true)
    if (event.type === 'CandidateRegistered') world.candidates.add(text(event, 'user_id'))
    for (const told of toldOf(event, world)) {
      const hearing = told.hears(viewer)
      const change = `${event.position} ${told.resource} ${told.change}${told.id === undefined ? '' : ` ${told.id}`}`
      if (hearing === 'must') expectations.must.push({ position: BigInt(event.position), change })
      if (hearing === 'may') expectations.may.add(change)
    }
  }
  return expectations
}

type World = { offers: OfferLives; candidates: Set<string>; optedIn: Map<string, boolean> }
/** What an offer is from a position on. */
type OfferLife = readonly { position: bigint; status: string; audience: string }[]
type OfferLives = ReadonlyMap<string, OfferLife>

const text = ({ data }: AuditEvent, field: string): string => String(data[field])
const isStaff = ({ role }: Viewer) => role === 'admin' || role === 'recruiter' || role === 'observer'
const if_ = (condition: boolean): Hearing => (condition ? 'must' : 'no')

function toldOf(event: AuditEvent, world: World): Told[] {
  const [category, id] = [
    event.stream.slice(0, event.stream.indexOf('-')),
    event.stream.slice(event.stream.indexOf('-') + 1),
  ]
  switch (category) {
    case 'user':
      return ofAccount(event, id, world)
    case 'jobOffer':
      return ofOffer(event, id, world)
    case 'application':
      return ofApplication(event, id)
    case 'protocol1':
      return [
        {
          resource: 'evaluation',
          change: event.type === 'EvaluationStarted' ? 'created' : 'updated',
          id: text(event, 'evaluation_id'),
          hears: (viewer) => if_(isStaff(viewer) || viewer.role === 'auditor'),
        },
      ]
    case 'notifications':
      return ofInbox(event)
    default:
      return []
  }
}

const personal = (userId: string): Told => ({
  resource: 'notification',
  change: 'created',
  hears: ({ id }) => if_(id === userId),
})

function ofAccount({ type, data }: AuditEvent, id: string, { candidates }: World): Told[] {
  const isCandidate = candidates.has(id)
  const account = (change: string): Told => ({
    resource: 'user',
    change,
    id,
    hears: (viewer) =>
      if_(
        viewer.id === id ||
          viewer.role === 'admin' ||
          viewer.role === 'recruiter' ||
          (viewer.role === 'observer' && isCandidate),
      ),
  })
  switch (type) {
    case 'CandidateRegistered':
      return [account('created'), personal(id), ...(data.statut === 'en_attente' ? ofRequest : [])]
    case 'UserCreatedByAdmin':
    case 'FirstAdminCreated':
      return [account('created')]
    case 'CandidateProfileCreated':
    case 'UserAccountUpdated':
      return [account('updated')]
    default:
      throw new Error(`The expectations do not know ${type}`)
  }
}

/** A request for access is for the staff to see, and for recruiters and administrators to be told. */
const ofRequest: readonly Told[] = [
  { resource: 'access_request', change: 'created', hears: (viewer) => if_(isStaff(viewer)) },
  { resource: 'notification', change: 'created', hears: ({ role }) => if_(role === 'admin' || role === 'recruiter') },
]

function ofOffer(event: AuditEvent, id: string, { offers, optedIn }: World): Told[] {
  const change = event.type === 'JobOfferDrafted' ? 'created' : 'updated'
  const isTold = new Set(['JobOfferRevised', 'JobOfferPublished', 'JobOfferReopened'])
  const closes = event.type === 'JobOfferClosed' || event.type === 'JobOfferUnpublished'
  const forStaff: Told = {
    resource: 'job_offer',
    change,
    id,
    hears: (viewer) => if_(viewer.role !== 'candidate'),
  }
  const outside =
    (status: string | undefined) =>
    (viewer: Viewer): Hearing =>
      viewer.role === 'candidate' ? judged(offers.get(id)!, BigInt(event.position), viewer, status) : 'no'
  return [
    forStaff,
    ...(isTold.has(event.type) ? [{ ...forStaff, hears: outside('active') }] : []),
    ...(closes ? [{ ...forStaff, change: 'removed', hears: outside(undefined) }] : []),
    ...(event.type === 'JobOfferPublished'
      ? [
          {
            resource: 'notification',
            change: 'created',
            hears: (viewer: Viewer) => (optedIn.get(viewer.id) ? outside('active')(viewer) : 'no'),
          },
        ]
      : []),
  ]
}

/** Shown whenever it is sent, at some times, or never: by what the offer is from the event on. */
function judged(life: OfferLife, position: bigint, viewer: Viewer, status?: string): Hearing {
  const fits = life
    .filter((_, index) => (life[index + 1]?.position ?? position + 1n) > position)
    .map(
      (state) =>
        (status === undefined || state.status === status) && ['tous', viewer.audience].includes(state.audience),
    )
  return fits.every(Boolean) ? 'must' : fits.some(Boolean) ? 'may' : 'no'
}

function offersOf(events: readonly AuditEvent[]): OfferLives {
  const lives = new Map<string, OfferLife>()
  const statuses: Readonly<Record<string, string>> = {
    JobOfferDrafted: 'draft',
    JobOfferPublished: 'active',
    JobOfferReopened: 'active',
    JobOfferUnpublished: 'draft',
    JobOfferClosed: 'closed',
  }
  for (const event of events.filter(({ stream }) => stream.startsWith('jobOffer-'))) {
    const id = event.stream.slice('jobOffer-'.length)
    const life = lives.get(id) ?? []
    const former = life.at(-1) ?? { status: 'draft', audience: 'tous' }
    const content = event.data.content as { offer_status?: string } | undefined
    const status = statuses[event.type] ?? former.status
    const state = { position: BigInt(event.position), status, audience: content?.offer_status ?? former.audience }
    lives.set(id, [...life, state])
  }
  return lives
}

function ofApplication(event: AuditEvent, id: string): Told[] {
  const candidate = text(event, 'candidate_id')
  const application: Told = {
    resource: 'application',
    change: event.type === 'ApplicationSubmitted' ? 'created' : 'updated',
    id,
    hears: (viewer) => if_(viewer.role !== 'candidate' || viewer.id === candidate),
  }
  if (event.type === 'ApplicationSubmitted')
    return [application, personal(candidate), personal(text(event, 'recruiter_id'))]
  if (event.type === 'ApplicationStatusChanged') return [application, personal(candidate)]
  throw new Error(`The expectations do not know ${event.type}`)
}

function ofInbox(event: AuditEvent): Told[] {
  const hears = ({ id }: Viewer) => if_(id === text(event, 'user_id'))
  switch (event.type) {
    case 'AllNotificationsRead':
      return [{ resource: 'notification', change: 'read_all', id: text(event, 'up_to_id'), hears }]
    case 'NotificationRead':
      return [{ resource: 'notification', change: 'updated', id: text(event, 'notification_id'), hears }]
    case 'NotificationPreferencesChanged':
      return [{ resource: 'notification_preference', change: 'updated', id: text(event, 'user_id'), hears }]
    default:
      throw new Error(`The expectations do not know ${event.type}`)
  }
}
