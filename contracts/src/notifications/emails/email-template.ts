/** What a message is about: the template that its text is made from, and the category that lists show. */
export const emailTemplates = {
  welcome: 'registration',
  'access-request-pending': 'registration',
  'access-request-received': 'registration',
  'access-approved': 'registration',
  'access-rejected': 'registration',
  'password-reset': 'password_reset',
  'set-password': 'registration',
  'password-changed': 'password_changed',
  'application-received': 'application_submitted',
  'application-status': 'application_status_changed',
  'application-rejected': 'rejection',
  'interview-invitation': 'interview_invitation',
  'interview-rescheduled': 'interview_invitation',
  'interview-updated': 'interview_invitation',
  'interview-cancelled': 'interview_cancelled',
  'interview-reminder': 'interview_reminder',
  'simulation-invitation': 'simulation_invitation',
  'simulation-cancelled': 'simulation_cancelled',
  'free-message': 'message',
} as const

export type EmailTemplate = keyof typeof emailTemplates
export type EmailCategory = (typeof emailTemplates)[EmailTemplate]

export const emailTemplateNames = Object.keys(emailTemplates) as [EmailTemplate, ...EmailTemplate[]]

/** Languages of messages; French unless a person chose the other one. */
export const languages = ['fr', 'en'] as const
export type Language = (typeof languages)[number]
