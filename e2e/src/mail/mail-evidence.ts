import type { Recorded } from '@one-hcm/contracts/kernel/event'
import type { EmailEvent } from '@one-hcm/contracts/notifications/emails/email.events'

/** A message that has to arrive: said before anything is sent, by the event that leads to it. */
export type WantedMail = { emailId: string; template: string; to: string }

/** What a run left behind: what was wanted, what the log says, what the mail server took. */
export type MailEvidence = {
  wanted: readonly WantedMail[]
  /** Messages that are recorded and never sent, being too late. */
  tooLate: readonly string[]
  streams: readonly (readonly Recorded<EmailEvent>[])[]
  /** Everything the server took, in order. */
  taken: readonly { emailId: string; to: readonly string[] }[]
  /** How much of it was taken before a replay of the whole log into empty tables. */
  takenBeforeReplay: number
}

/** At most so many of a hundred messages may arrive twice. */
const DUPLICATES_PERCENT_MAX = 1

/** Attempts of which the log does not say that the server refused: any of them may have been taken. */
function uncertainAttempts(events: readonly Recorded<EmailEvent>[]): number {
  const refused = new Set(
    events.flatMap(({ type, data }) =>
      type === 'EmailDeliveryFailed' && /^smtp-/.test(data.error_code) ? [data.attempt] : [],
    ),
  )
  return events.filter(({ type, data }) => type === 'EmailAttempted' && !refused.has(data.attempt)).length
}

export const duplicatesOf = ({ taken }: Pick<MailEvidence, 'taken'>): number =>
  taken.length - new Set(taken.map(({ emailId }) => emailId)).size

/** Everything that contradicts what is promised of messages, as sentences. */
export function mailViolations(evidence: MailEvidence): string[] {
  const { wanted, tooLate, streams, taken, takenBeforeReplay } = evidence
  const violations: string[] = []
  const byId = new Map(streams.map((events) => [events[0]!.data.email_id, events]))
  const times = new Map<string, number>()
  for (const { emailId } of taken) times.set(emailId, (times.get(emailId) ?? 0) + 1)
  const addresses = new Map(wanted.map(({ emailId, to }) => [emailId, to]))

  for (const { emailId, template, to } of wanted) {
    const events = byId.get(emailId)
    if (!times.has(emailId)) violations.push(`lost: ${template} to ${to} (${emailId})`)
    if (!events) violations.push(`never queued: ${template} to ${to} (${emailId})`)
    else if (!events.some(({ type }) => type === 'EmailSent'))
      violations.push(`arrived, and the log does not say so: ${emailId}`)
  }
  for (const { emailId, to } of taken) {
    const address = addresses.get(emailId)
    if (address === undefined) violations.push(`nobody wanted: ${emailId}`)
    else if (to.join() !== address) violations.push(`${emailId} went to ${to.join()} instead of ${address}`)
  }
  for (const emailId of tooLate) {
    const events = byId.get(emailId)
    if (events?.at(-1)?.type !== 'EmailAbandoned') violations.push(`too late, and not recorded as such: ${emailId}`)
  }
  for (const [emailId, events] of byId) {
    if (events.filter(({ type }) => type === 'EmailQueued').length !== 1) violations.push(`queued twice: ${emailId}`)
    if (events.filter(({ type }) => type === 'EmailSent').length > 1)
      violations.push(`recorded as sent twice: ${emailId}`)
    const allowed = uncertainAttempts(events)
    const arrived = times.get(emailId) ?? 0
    if (arrived > allowed)
      violations.push(`${emailId} arrived ${arrived} times although only ${allowed} attempts can have been taken`)
    violations.push(...overlaps(emailId, events))
  }
  const percent = (100 * duplicatesOf(evidence)) / Math.max(1, wanted.length)
  if (percent >= DUPLICATES_PERCENT_MAX)
    violations.push(`${percent.toFixed(2)} % arrived twice, less than ${DUPLICATES_PERCENT_MAX} % may`)
  if (taken.length > takenBeforeReplay) violations.push(`a replay sent ${taken.length - takenBeforeReplay} messages`)
  return violations
}

/** No mailer begins while another one has a message in hand. */
function overlaps(emailId: string, events: readonly Recorded<EmailEvent>[]): string[] {
  let until: string | undefined
  const found: string[] = []
  for (const { type, data, metadata } of events) {
    if (type !== 'EmailAttempted') until = undefined
    else {
      if (until !== undefined && metadata.occurred_at < until) found.push(`${emailId} was in two hands at once`)
      until = data.give_up_at
    }
  }
  return found
}
