import { isErased } from '@one-hcm/contracts/kernel/erased'
import type { Recorded } from '@one-hcm/contracts/kernel/event'
import type { AbandonReason, EmailEvent, EmailValues } from '@one-hcm/contracts/notifications/emails/email.events'
import type { EventLog } from '@one-hcm/platform/event-store/event-log'
import type { Mail } from '@one-hcm/platform/mail/mail'
import type { FactSource } from './mail-facts.ts'
import { messageIdOf } from './message-id.ts'
import { type Links, oneLine } from './templates/content.ts'
import { render } from './templates/templates.ts'

/** A calendar file beside a message; undefined for messages that bring none. */
export type CalendarFileOf = (message: {
  template: string
  language: 'fr' | 'en'
  values: EmailValues
  writtenAt: string
  organizer: { name: string; address: string }
  attendee: string
}) => Mail['calendar']

export type ComposeOptions = {
  log: Pick<EventLog, 'readStream'>
  facts: Pick<FactSource, 'person'>
  links: Links
  calendarFileOf: CalendarFileOf
  sender: { name: string; address: string }
  /** `HR_MAILBOX`. */
  hrMailbox: string | undefined
}

type Queued = Recorded<Extract<EmailEvent, { type: 'EmailQueued' }>>

/** One address and nothing else: no list, no name, no control character. */
const ADDRESS = /^[^\s,;<>"()[\]\\:@]+@[^\s,;<>"()[\]\\:@]+$/
const usable = (address: string | null | undefined): address is string => Boolean(address && ADDRESS.test(address))

/**
 * Makes the message that a stream tells of, at the moment of sending: only here are its values unsealed, its recipient's
 * address looked up, and the token of its link derived. A reason instead, when nothing may or can be sent.
 */
export async function composeEmail(options: ComposeOptions, emailId: string): Promise<Mail | AbandonReason> {
  const { log, facts, links, sender, hrMailbox } = options
  const [queued] = (await log.readStream(`email-${emailId}`, { to: 0 })) as Queued[]
  if (!queued) throw new Error(`There is no message ${emailId}`)
  const { data, metadata } = queued
  const { values, recipient_id, language, template } = data
  if (values === null || isErased(values)) return 'person-erased'

  const addressOf = async (userId: string) => (await facts.person(userId))?.email
  const person = recipient_id === null ? undefined : await facts.person(recipient_id)
  if (person && person.email === null) return 'person-erased'
  const to = recipient_id === null ? hrMailbox : person?.email
  if (!usable(to)) return 'no-recipient'
  const [cc, bcc] = await Promise.all(
    [data.cc_ids, data.bcc_ids].map(async (ids) => (await Promise.all(ids.map(addressOf))).filter(usable)),
  )

  const name = oneLine(sender.name)
  const { subject, text, html } = render({ template, version: data.template_version, language, values }, links, name)
  const writtenAt = metadata.occurred_at
  const calendar = options.calendarFileOf({
    template,
    language,
    values,
    writtenAt,
    organizer: { name, address: sender.address },
    attendee: to,
  })
  return {
    messageId: messageIdOf(emailId, sender.address),
    date: writtenAt,
    from: { name, address: sender.address },
    to,
    cc: cc!,
    bcc: bcc!,
    subject,
    text,
    html,
    language,
    ...(calendar ? { calendar } : {}),
  }
}
