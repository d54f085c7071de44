import { audit } from './audit/audit.examples.ts'
import type { Chapter } from './example.ts'
import { accessRequests } from './identity/access-requests.examples.ts'
import { accounts } from './identity/accounts.examples.ts'
import { endings } from './identity/endings.examples.ts'
import { passwords } from './identity/passwords.examples.ts'
import { sessions } from './identity/sessions.examples.ts'
import { users } from './identity/users.examples.ts'
import { monitoring } from './monitoring/monitoring.examples.ts'
import { emails } from './notifications/emails.examples.ts'
import { inbox } from './notifications/inbox.examples.ts'
import { applications } from './recruitment/applications.examples.ts'
import { campaigns } from './recruitment/campaigns.examples.ts'
import { deadlines } from './recruitment/deadlines.examples.ts'
import { documents } from './recruitment/documents.examples.ts'
import { dossier } from './recruitment/dossier.examples.ts'
import { drafts } from './recruitment/drafts.examples.ts'
import { evaluations } from './recruitment/evaluations.examples.ts'
import { exports } from './recruitment/exports.examples.ts'
import { interviews } from './recruitment/interviews.examples.ts'
import { jobOffers } from './recruitment/job-offers.examples.ts'
import { statistics } from './recruitment/statistics.examples.ts'

/** The API guide, in the order in which it is played: later chapters use what earlier ones made. */
export const chapters: readonly Chapter[] = [
  accounts,
  sessions,
  passwords,
  users,
  accessRequests,
  jobOffers,
  campaigns,
  deadlines,
  applications,
  documents,
  dossier,
  drafts,
  interviews,
  evaluations,
  exports,
  inbox,
  emails,
  statistics,
  audit,
  endings,
  monitoring,
]
