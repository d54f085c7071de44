import type { Role } from '@one-hcm/contracts/kernel/route'
import type { LiveEventRow } from '@one-hcm/contracts/notifications/live/live-event.row'
import type { Service } from '@one-hcm/platform/lifecycle/service'
import type { Listener } from '@one-hcm/platform/postgres/listener'
import { APPLIED_CHANNEL } from '@one-hcm/platform/read-models/applied-position'
import type { ReadModels } from '@one-hcm/platform/read-models/generations'
import { prepared } from '../../lists/fetch-page.ts'
import type { Surroundings } from './may-see.ts'

/** One event as clients hear of it, with what decides who does. */
export type LiveEvent = Surroundings & {
  position: bigint
  at: string
  changes: LiveEventRow['changes']
}
/** Everything after a position, up to `reached`: nothing in between is missing, and nothing comes in later. */
export type LivePage = { events: readonly LiveEvent[]; reached: bigint }

/** What changes, read from the read models' own commits: whoever reads again after a change sees it. */
export type LiveFeed = Service & {
  after(position: bigint): Promise<LivePage>
  /** Where the read models are. */
  end(): Promise<bigint>
  /** Counts the news. */
  version(): number
  /** Resolves as soon as there is news since that count, or when the signal is aborted. */
  news(since: number, signal: AbortSignal): Promise<void>
}

/** Events of one page: bounds the memory and the work of one catch-up step. */
const PAGE = 500
/** Milliseconds in which announcements are taken together: a commit a millisecond would be a read a millisecond. */
const TOGETHER_MS = 20

type Found = {
  reached: bigint
  position: bigint | null
  doc: LiveEventRow
  status: string | null
  audience: string | null
  role: Role | null
}

/**
 * The events after a position and how far the read models are, in one statement: of one moment and of one generation.
 * Every event that was projected is in the index, also those that nobody hears of.
 */
const AFTER = `
  select r.reached, e.position, e.doc, j.status, j.offer_status as audience, u.role
  from (select coalesce(max(position), 0) as reached from event_index) r
  left join lateral (
    select * from live_events where position > $1 and position <= r.reached order by position limit $2
  ) e on true
  left join job_offers j on j.id = e.job_offer_id
  left join users u on u.id = e.user_id
  order by e.position`

export function createLiveFeed(options: { readModels: ReadModels; listener: Listener }): LiveFeed {
  const { readModels, listener } = options
  /** Reads under way: connections that stand at the same place share one. */
  const reading = new Map<string, Promise<LivePage>>()
  let version = 0
  let waiting = new Set<() => void>()
  let announced: NodeJS.Timeout | undefined

  const read = async (position: bigint): Promise<LivePage> => {
    const rows = await prepared<Found>(readModels.pool(), AFTER, [String(position), PAGE])
    const events = rows.flatMap(({ position, doc, status, audience, role }) =>
      position === null
        ? []
        : [
            {
              position: BigInt(position),
              at: doc.at,
              changes: doc.changes,
              offer: status !== null && audience !== null ? { status, audience } : null,
              role,
            },
          ],
    )
    const end = events.length === PAGE ? events.at(-1)!.position : BigInt(rows[0]!.reached)
    // A generation that takes over may be a little behind its predecessor: what was sent is not sent again.
    return { events, reached: end > position ? end : position }
  }

  listener.on(APPLIED_CHANNEL, () => {
    announced ??= setTimeout(() => {
      announced = undefined
      version += 1
      const woken = waiting
      waiting = new Set()
      for (const wake of woken) wake()
    }, TOGETHER_MS)
  })

  return {
    name: 'live feed',
    start: () => Promise.resolve(),
    stop: () => {
      clearTimeout(announced)
      return Promise.resolve()
    },
    after: (position) => {
      // News that came since a read began may not be in it.
      const key = `${version} ${position}`
      const known = reading.get(key)
      if (known) return known
      const page = read(position).finally(() => reading.delete(key))
      reading.set(key, page)
      return page
    },
    end: async () => {
      const [row] = await prepared<{ reached: bigint }>(
        readModels.pool(),
        'select coalesce(max(position), 0) as reached from event_index',
        [],
      )
      return BigInt(row!.reached)
    },
    version: () => version,
    news: (since, signal) =>
      new Promise((resolve) => {
        if (version !== since || signal.aborted) return resolve()
        const wake = () => {
          signal.removeEventListener('abort', wake)
          waiting.delete(wake)
          resolve()
        }
        signal.addEventListener('abort', wake)
        waiting.add(wake)
      }),
  }
}
