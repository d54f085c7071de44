import type { Decision } from '@one-hcm/contracts/kernel/decision'
import type { MailingEvent } from '@one-hcm/contracts/notifications/emails/mailing.events'
import type { Aggregate } from '@one-hcm/platform/commands/aggregate'

/** The id part of the one stream. */
export const MAILING = 'main'

type MailingState = { afterPosition: bigint | undefined }

/** Since when people are written to: one fixed stream, so that it is said once. */
export const mailing: Aggregate<MailingState, MailingEvent, never> = {
  name: 'mailing',
  category: 'mailing',
  initialState: { afterPosition: undefined },
  evolve: (_, event) => ({ afterPosition: BigInt(event.data.after_position) }),
  foldRow: () => undefined,
}

/** The first start draws the line; every later one finds it, whatever was lost beside the log. */
export const startMailing = (state: MailingState, { head }: { head: bigint }): Decision<MailingEvent> =>
  state.afterPosition === undefined ? [{ type: 'MailingStarted', data: { after_position: String(head) } }] : []
