import { getUserRoute } from '@one-hcm/contracts/identity/users/get-user.route'
import { listAccessRequestsRoute } from '@one-hcm/contracts/identity/users/list-access-requests.route'
import type { Access, Role } from '@one-hcm/contracts/kernel/route'
import type { LiveMessage } from '@one-hcm/contracts/notifications/live/live.wire'
import type { LiveChange } from '@one-hcm/contracts/notifications/live/live-change'
import { getApplicationRoute } from '@one-hcm/contracts/recruitment/applications/get-application.route'
import { getProtocol1Route } from '@one-hcm/contracts/recruitment/evaluations/get-evaluation.route'
import { getInterviewSlotRoute } from '@one-hcm/contracts/recruitment/interviews/read-interviews.route'
import { viewOf } from '../../recruitment/job-offers/visible-offers.ts'
import type { Reader } from '../inbox/find-reader.ts'

/** What the read models say, at the moment of sending, of the offer and the account that an event is about. */
export type Surroundings = {
  offer: { status: string; audience: string } | null
  /** Of the account; null when it is gone. */
  role: Role | null
}

/**
 * Whether a change is shown to somebody: by the access tables of the reads that would show the thing itself, so that
 * nobody hears of what they could not read.
 */
export function maySee(change: LiveChange, viewer: Reader, around: Surroundings): boolean {
  const owns = change.owner_id === viewer.id
  const allowed = (access: Access) => access[viewer.role] === 'all' || (access[viewer.role] === 'own' && owns)
  switch (change.resource) {
    case 'user':
      // Observers read candidates only.
      return owns || (allowed(getUserRoute.access) && (viewer.role !== 'observer' || around.role === 'candidate'))
    case 'access_request':
      return allowed(listAccessRequestsRoute.access)
    case 'job_offer':
      return seesOffer(change, viewer, around)
    case 'application':
    case 'document':
      return allowed(getApplicationRoute.access)
    case 'interview_slot':
      return allowed(getInterviewSlotRoute.access)
    case 'evaluation':
      return allowed(getProtocol1Route.access)
    case 'notification':
      return change.audience === null ? owns : isTold(change, viewer, around)
    case 'notification_preference':
      return owns
  }
}

function seesOffer({ outside }: LiveChange, viewer: Reader, { offer }: Surroundings): boolean {
  const view = viewOf(viewer)
  if (view === 'everything') return true
  if (
    outside === 'hidden' ||
    !offer ||
    !['tous', view === 'public' ? 'externe' : viewer.candidateStatus].includes(offer.audience)
  )
    return false
  return offer.status === 'active' || outside === 'gone'
}

function isTold({ audience, id }: LiveChange, viewer: Reader, { offer }: Surroundings): boolean {
  const after = viewer.audiences.get(audience!)
  if (after === undefined || Number(id) <= after) return false
  return (
    audience !== 'job-offers' ||
    (offer?.status === 'active' && ['tous', viewer.candidateStatus].includes(offer.audience))
  )
}

/** The changes of an event that a viewer is shown, as they are sent. */
export const visibleChanges = (
  changes: readonly LiveChange[],
  viewer: Reader,
  around: Surroundings,
): LiveMessage['changes'] =>
  changes
    .filter((change) => maySee(change, viewer, around))
    .map(({ resource, id, change, revision, outside }) => ({
      resource,
      id,
      change: outside === 'gone' && viewOf(viewer) !== 'everything' ? 'removed' : change,
      revision,
    }))
