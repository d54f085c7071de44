import type { NotificationSubtype } from './notification-kinds.ts'
import type { NotificationText } from './notification-texts.ts'

/**
 * Many at once, as one row instead of a row for each: `access-reviewers` are recruiters and administrators,
 * `job-offers` are candidates who asked to be told of offers.
 */
export const audiences = ['access-reviewers', 'job-offers'] as const
export type Audience = (typeof audiences)[number]

/** What one event tells one person or audience: facts, no names and no sentences; those are made when it is read. */
export type Notice = {
  user_id: string | null
  audience: Audience | null
  subtype: NotificationSubtype
  text: NotificationText
  application_id: string | null
  job_offer_id: string | null
  /** The person it speaks of. */
  candidate_id: string | null
  /** Of an appointment, in Libreville: `YYYY-MM-DD` and `HH:mm`. */
  date: string | null
  time: string | null
  /** A path of the user interface. */
  link: string
}

type About = Partial<Omit<Notice, 'user_id' | 'audience'>> & { link: string }

const about = (subtype: NotificationSubtype, facts: About) => ({
  subtype,
  text: subtype as NotificationText,
  application_id: null,
  job_offer_id: null,
  candidate_id: null,
  date: null,
  time: null,
  ...facts,
})

export const toUser = (user_id: string, subtype: NotificationSubtype, facts: About): Notice => ({
  user_id,
  audience: null,
  ...about(subtype, facts),
})

export const toAudience = (audience: Audience, subtype: NotificationSubtype, facts: About): Notice => ({
  user_id: null,
  audience,
  ...about(subtype, facts),
})
