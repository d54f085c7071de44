import type { DomainEvent, Recorded } from '@one-hcm/contracts/kernel/event'
import type { FactNeeds, MailFacts, MailWish } from './mail-wish.ts'

/** One row of the table "what happens → who is written to": pure, and blind to what was sent before. */
export type MailRule = {
  readonly on: string
  needs(event: Recorded): FactNeeds
  mails(event: Recorded, facts: MailFacts): readonly MailWish[]
}

/** Keeps the event's type inside the declaration. */
export const rule = <E extends DomainEvent>(declared: {
  on: E['type']
  needs(event: Recorded<E>): FactNeeds
  mails(event: Recorded<E>, facts: MailFacts): readonly MailWish[]
}): MailRule => declared as unknown as MailRule
