import type { Audience } from '../inbox/notice.ts'

/** What clients hear of, by the names of their lists. */
export const liveResources = [
  'user',
  'access_request',
  'job_offer',
  'application',
  'document',
  'interview_slot',
  'evaluation',
  'notification',
  'notification_preference',
] as const
export type LiveResource = (typeof liveResources)[number]

/** `read_all`: notifications up to the id named. */
export const liveChangeKinds = ['created', 'updated', 'removed', 'read_all'] as const
export type LiveChangeKind = (typeof liveChangeKinds)[number]

/** That something changed: where to look again, and nothing of what it says. */
export type LiveChange = {
  resource: LiveResource
  id: string | number
  change: LiveChangeKind
  /** Of the aggregate, as its reads name it in ETag; null where the event is another aggregate's. */
  revision: number | null
  /** Whose it is, where that decides who may see it. */
  owner_id: string | null
  /** Of a notification for many. */
  audience: Audience | null
  /** To those who see only open offers, or their own application: shown as it is, gone, or none of their business. */
  outside: 'shown' | 'gone' | 'hidden'
}

export const liveChange = (
  resource: LiveResource,
  id: string | number,
  change: LiveChangeKind,
  more: Partial<Pick<LiveChange, 'revision' | 'owner_id' | 'audience' | 'outside'>> = {},
): LiveChange => ({
  resource,
  id,
  change,
  revision: null,
  owner_id: null,
  audience: null,
  outside: 'shown',
  ...more,
})
