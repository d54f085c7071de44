import type { Recorded } from '@one-hcm/contracts/kernel/event'
import type { EventLog } from '@one-hcm/platform/event-store/event-log'

/** Streams grew at every look; a later try will find them at rest. */
export class HistoryMoving extends Error {
  override name = 'HistoryMoving'
  constructor(streams: readonly string[]) {
    super(`${streams.join(', ')} grew faster than they could be read`)
  }
}

const LOOKS_MAX = 20

/**
 * The events of several streams in order of the log, as they were at one moment: all streams are looked at
 * again after the last one was read, until none has grown meanwhile. So two readers never hold histories of which neither begins the other.
 */
export async function readHistory(log: Pick<EventLog, 'readStream'>, streams: readonly string[]): Promise<Recorded[]> {
  const known = new Map<string, Recorded[]>()
  for (let look = 0; look < LOOKS_MAX; look++) {
    const growth = await Promise.all(
      streams.map(async (stream) => {
        const events = known.get(stream) ?? []
        const news = await log.readStream(stream, { from: events.length })
        known.set(stream, [...events, ...news])
        return news.length
      }),
    )
    const grown = growth.some((events) => events > 0)
    if (streams.length === 1 || (look > 0 && !grown)) return inLogOrder([...known.values()].flat())
  }
  throw new HistoryMoving(streams)
}

const inLogOrder = (events: Recorded[]): Recorded[] =>
  events.sort((a, b) => (a.position < b.position ? -1 : a.position > b.position ? 1 : 0))
