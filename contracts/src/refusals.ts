import { auditRefusals } from './audit/audit.refusals.ts'
import { identityRefusals } from './identity/identity.refusals.ts'
import { edgeRefusals } from './kernel/edge.refusals.ts'
import { emailRefusals } from './notifications/emails/email.refusals.ts'
import { notificationRefusals } from './notifications/inbox/notification.refusals.ts'
import { liveRefusals } from './notifications/live/live.refusals.ts'
import { interviewRefusals } from './recruitment/interviews/interview.refusals.ts'
import { recruitmentRefusals } from './recruitment/recruitment.refusals.ts'

/** The one catalogue of refusals: OpenAPI, documentation and problem documents all come from it. */
export const refusals = {
  ...edgeRefusals,
  ...identityRefusals,
  ...recruitmentRefusals,
  ...interviewRefusals,
  ...notificationRefusals,
  ...liveRefusals,
  ...emailRefusals,
  ...auditRefusals,
}
export type RefusalCode = keyof typeof refusals
