import { idOfStream, type Recorded } from '@one-hcm/contracts/kernel/event'
import type { DeadlineEvent } from '@one-hcm/contracts/recruitment/deadlines/deadline.events'
import { deadlineId } from '@one-hcm/contracts/recruitment/deadlines/deadline-kind'
import type { JobOfferEvent } from '@one-hcm/contracts/recruitment/job-offers/job-offer.events'

const DAY_MS = 86_400_000

/**
 * What a history breaks of the promises about deadlines; empty when it keeps them all. Each setting of a deadline ends
 * once at most, nothing is reached before its time, an offer closes from being open only, and none stays open long after
 * its deadline, `withinMs`, unless its closing was called off by hand.
 */
export function deadlineFaults(log: readonly Recorded[], now: string, { withinMs = DAY_MS } = {}): string[] {
  const streams = Map.groupBy(log, ({ stream }) => stream)
  return [...streams].flatMap(([stream, events]) => {
    if (stream.startsWith('deadline-')) return faultsOfDeadline(stream, events as Recorded<DeadlineEvent>[])
    if (stream.startsWith('jobOffer-'))
      return faultsOfOffer(stream, events as Recorded<JobOfferEvent>[], streams, Date.parse(now) - withinMs)
    return []
  })
}

function faultsOfDeadline(stream: string, events: readonly Recorded<DeadlineEvent>[]): string[] {
  let pending = false
  return events.flatMap(({ type, data, metadata }) => {
    const before = pending
    pending = type === 'DeadlineSet' || type === 'DeadlineMoved'
    if (type === 'DeadlineReached' && !before) return [`${stream} was reached without being pending`]
    if (type === 'DeadlineReached' && data.due_at > metadata.occurred_at) return [`${stream} was reached too early`]
    return []
  })
}

function faultsOfOffer(
  stream: string,
  events: readonly Recorded<JobOfferEvent>[],
  streams: ReadonlyMap<string, readonly Recorded[]>,
  since: number,
): string[] {
  let isOpen = false
  let deadline: string | null = null
  const faults: string[] = []
  for (const { type, data } of events) {
    if (type === 'JobOfferDrafted' || type === 'JobOfferRevised') deadline = data.content.application_deadline
    if (type === 'JobOfferClosed' && !isOpen) faults.push(`${stream} was closed without being open`)
    if (type === 'JobOfferPublished' || type === 'JobOfferReopened') isOpen = true
    else if (type !== 'JobOfferRevised' && type !== 'JobOfferFirstApplicationAdmitted') isOpen = false
  }
  const isLate = deadline !== null && Date.parse(deadline) < since
  if (isOpen && isLate && !isCalledOff(stream, streams)) faults.push(`${stream} is open long after its deadline`)
  return faults
}

/** Whether somebody called the closing of an offer off, and nothing has brought it back since. */
function isCalledOff(stream: string, streams: ReadonlyMap<string, readonly Recorded[]>): boolean {
  const last = streams.get(`deadline-${deadlineId('offer-closing', idOfStream(stream))}`)?.at(-1)
  return last?.type === 'DeadlineCancelled' && (last.data as { reason?: string }).reason === 'by-hand'
}
