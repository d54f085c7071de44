import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import type { Accepted, CommandExecutor } from '@one-hcm/platform/commands/executor'
import { jobOffer } from '../job-offers/job-offer.ts'
import { alignDeadline } from './align-deadline.ts'
import { deadline } from './deadline.ts'
import { type OfferAsAwaited, offerDeadlines } from './offer-deadlines.ts'

export type AlignOfferDeadlines = { jobOfferId: string; openedAt: number | null }

/**
 * Brings both deadlines of an offer into line with what the offer is now. Looks at the offer again afterwards, and goes on
 * until it did not change meanwhile: otherwise a slow rival could leave what it had read before.
 */
export async function alignOfferDeadlines(
  executor: CommandExecutor,
  context: CommandContext,
  { jobOfferId, openedAt }: AlignOfferDeadlines,
  { closingSoonHours }: { closingSoonHours: number },
): Promise<Accepted<unknown> | Refusal<RefusalCode>> {
  let offer = await offerAsAwaited(executor, jobOfferId)
  for (;;) {
    const outcomes = []
    for (const aligned of offerDeadlines(offer, { closingSoonHours, openedAt }))
      outcomes.push(
        await executor.execute(commandFor(context, aligned.subject.deadline_id, offer), {
          aggregate: deadline,
          id: aligned.subject.deadline_id,
          decide: (state) => alignDeadline(state, aligned),
        }),
      )
    const current = await offerAsAwaited(executor, jobOfferId)
    if (current.revision === offer.revision) return latest(outcomes)
    offer = current
  }
}

async function offerAsAwaited(executor: CommandExecutor, id: string): Promise<OfferAsAwaited> {
  const { state, row, revision } = await executor.facts(jobOffer, id)
  const { status } = state
  const deadline = state.status === 'none' ? null : state.content.application_deadline
  return { id, status, deadline, revision, changedAt: row?.updated_at ?? '' }
}

/** A command of its own per state of the offer: the same ids always stand for the same events. */
const commandFor = (context: CommandContext, deadlineId: string, { revision }: OfferAsAwaited): CommandContext => ({
  ...context,
  commandId: deriveId('align', context.commandId, deadlineId, String(revision)),
})

/** The outcome that came last in the log: what a reader has to wait for. */
function latest(outcomes: readonly (Accepted<unknown> | Refusal<RefusalCode>)[]) {
  const [first, ...others] = outcomes
  return others.reduce(
    (last, one) => (isRefusal(one) || (!isRefusal(last) && !isNewer(one, last)) ? last : one),
    first!,
  )
}

const isNewer = (one: Accepted<unknown>, other: Accepted<unknown>): boolean =>
  one.events.length > 0 && (other.events.length === 0 || one.position > other.position)
