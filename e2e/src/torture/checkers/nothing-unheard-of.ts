import { isAccessRecord } from '../../testing/recruitment.ts'
import { settledOf } from '../history.ts'
import type { Checker } from './checker.ts'

/**
 * Every event belongs to a write that was answered 2xx or whose answer nobody knows, or is a reaction to such an event:
 * nothing comes from a refused write, nothing from nowhere. `since` leaves out what was set up before the run.
 */
export const nothingUnheardOf = (since: bigint): Checker => ({
  name: 'no event without a write that may have made it',
  check: ({ entries, log }) => {
    const possible = new Set(
      entries.filter((entry) => settledOf(entry)?.outcome !== 'fail').map(({ commandId }) => commandId),
    )
    const refused = new Map(
      entries.filter((entry) => settledOf(entry)?.outcome === 'fail').map((entry) => [entry.commandId, entry]),
    )
    const known = new Set(log.map(({ event_id }) => event_id))
    const queued = new Set(log.filter(({ type }) => type === 'EmailQueued').map(({ stream }) => stream))
    return log
      .filter((event) => BigInt(event.position) > since && !isAccessRecord(event))
      .flatMap((event) => {
        if (possible.has(event.command_id)) return []
        const place = `${event.type} ${event.stream}@${event.revision}`
        const entry = refused.get(event.command_id)
        if (entry) return [`${place} comes from #${entry.n}, which was refused with ${settledOf(entry)?.status}`]
        const isReaction = event.actor.role === 'system' && known.has(event.causation_id)
        // What a write does in another stream first (an offer admits an application) names the write as its cause.
        const isPart = possible.has(event.causation_id)
        // An admission stays when its application loses to a rival, or is refused when it is repeated (decision 0011).
        const isAdmission = event.type === 'JobOfferFirstApplicationAdmitted' && refused.has(event.causation_id)
        // A deadline is reached because its time came: nobody's write is the cause.
        const isDue = event.actor.id === 'clock:deadlines'
        // A mail is delivered because it was queued, however often the mailer has to try.
        const isDelivery = event.actor.id === 'mailer' && queued.has(event.stream)
        return isReaction || isPart || isAdmission || isDue || isDelivery ? [] : [`${place} comes from nowhere`]
      })
  },
})
