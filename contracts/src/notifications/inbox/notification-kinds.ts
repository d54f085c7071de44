/** What a notification is about, roughly: the `type` of existing clients (recruitment §5.1, D-16). */
export const notificationFamilies = [
  'application',
  'interview',
  'evaluation',
  'system',
  'reminder',
  'job_offer',
] as const
export type NotificationFamily = (typeof notificationFamilies)[number]

/**
 * What exactly happened. Beside the sub-types of the original those that its trigger table asks for without naming them:
 * `access_requested`, `access_approved`, `interview_rescheduled`, `simulation_scheduled`, `simulation_cancelled`.
 */
const familyOf = {
  registration: 'system',
  password_reset: 'system',
  password_changed: 'system',
  email_verified: 'system',
  profile_completed: 'system',
  profile_updated: 'system',
  access_requested: 'system',
  access_approved: 'system',
  system: 'system',
  application_submitted: 'application',
  application_status_changed: 'application',
  document_uploaded: 'application',
  draft_saved: 'application',
  interview_scheduled: 'interview',
  interview_rescheduled: 'interview',
  interview_cancelled: 'interview',
  simulation_scheduled: 'interview',
  simulation_cancelled: 'interview',
  evaluation_completed: 'evaluation',
  interview_reminder: 'reminder',
  job_deadline: 'reminder',
  job_match: 'job_offer',
} as const satisfies Readonly<Record<string, NotificationFamily>>

export type NotificationSubtype = keyof typeof familyOf
export const notificationSubtypes = Object.keys(familyOf) as [NotificationSubtype, ...NotificationSubtype[]]

export const notificationFamily = (subtype: NotificationSubtype): NotificationFamily => familyOf[subtype]

/** The sub-types that a filter word means: one sub-type, or all of a family. `system` means the family. */
export const subtypesMeant = (word: NotificationFamily | NotificationSubtype): readonly NotificationSubtype[] =>
  (notificationFamilies as readonly string[]).includes(word)
    ? notificationSubtypes.filter((subtype) => familyOf[subtype] === word)
    : [word as NotificationSubtype]
