import type { LiveMessage } from '@one-hcm/contracts/notifications/live/live.wire'
import type { LiveChange } from '@one-hcm/contracts/notifications/live/live-change'
import type { Reader } from '../inbox/find-reader.ts'
import type { LiveFeed } from './live-feed.ts'
import { visibleChanges } from './may-see.ts'

export type Following = {
  feed: LiveFeed
  /** The position to go on after. */
  from: bigint
  signal: AbortSignal
  /** Who looks, as the read models know them now. */
  loadViewer(): Promise<Reader>
  /** Sends what one event changes for the viewer; resolves once there is room for more. */
  send(message: LiveMessage, viewer: Reader): Promise<void>
  /** Everything up to the position was sent. */
  reached?(position: bigint): void
}

/**
 * Sends what a viewer may see, each change once and in the order of the log, until the signal is aborted. What is not
 * sent yet stays in the database: a slow client costs a page of memory, however far it is behind.
 */
export async function followChanges({ feed, from, signal, loadViewer, send, reached }: Following): Promise<void> {
  let viewer = await loadViewer()
  let position = from
  while (!signal.aborted) {
    const version = feed.version()
    const page = await feed.after(position)
    for (const event of page.events) {
      if (event.changes.some((change) => concerns(change, viewer))) viewer = await loadViewer()
      const changes = visibleChanges(event.changes, viewer, event)
      if (signal.aborted) return
      if (changes.length > 0) await send({ position: String(event.position), at: event.at, changes }, viewer)
      if (signal.aborted) return
    }
    position = page.reached
    reached?.(position)
    if (page.events.length === 0) await feed.news(version, signal)
  }
}

/** Whether a change may alter what its viewer is shown from then on. */
const concerns = ({ resource, owner_id }: LiveChange, { id }: Reader): boolean =>
  owner_id === id && (resource === 'user' || resource === 'notification_preference')
