import type { Recorded } from '@one-hcm/contracts/kernel/event'
import { accountMails } from './account-mails.ts'
import { applicationMails } from './application-mails.ts'
import { interviewMails } from './interview-mails.ts'
import type { MailRule } from './mail-rule.ts'
import type { FactNeeds, MailFacts, MailWish } from './mail-wish.ts'

/** Every event that leads to a message, and what it leads to: the table of recruitment §5.2. */
export const mailRules: readonly MailRule[] = [...accountMails, ...applicationMails, ...interviewMails]

const byType = new Map(mailRules.map((one) => [one.on, one]))

/** The messages that an event leads to. Pure: given the same event again, the very same. */
export const mailsFor = (event: Recorded, facts: MailFacts): readonly MailWish[] =>
  byType.get(event.type)?.mails(event, facts) ?? []

export const factsNeededBy = (event: Recorded): FactNeeds => byType.get(event.type)?.needs(event) ?? {}
