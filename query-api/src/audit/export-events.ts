import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { eventToWire } from '@one-hcm/contracts/audit/event.wire'
import type { EventLog, LogPosition } from '@one-hcm/platform/event-store/event-log'

const PAGE = 500

export type ExportRange = {
  /** Exclusive. */
  after?: bigint | undefined
  /** Inclusive. */
  until?: bigint | undefined
  from?: string | undefined
  to?: string | undefined
}

/**
 * Writes a range of the log as NDJSON, page by page and only as fast as the reader takes it, then ends the stream. An
 * event that cannot be read is a line of its own that says so, so that no gap is silent. Ends where the log ended when
 * the export began.
 */
export async function exportEvents(log: EventLog, range: ExportRange, output: Writable): Promise<void> {
  const head = await log.head()
  const until = range.until ?? head?.commit ?? 0n
  let after: LogPosition | undefined =
    range.after === undefined ? undefined : { commit: range.after, prepare: range.after }
  while (!output.destroyed) {
    const { decoded, last } = await log.readAll({ after, limit: PAGE })
    if (!last) break
    let lines = ''
    for (const one of decoded) {
      if (one.kind === 'foreign') continue
      if (one.kind === 'unreadable') {
        const { id, stream, revision, type, position } = one.stored
        if (position > until) continue
        lines += `${JSON.stringify({ position: String(position), event_id: id, stream, revision, type, unreadable: one.reason })}\n`
        continue
      }
      const { event } = one
      const at = event.metadata.occurred_at
      if (event.position > until || (range.from && at < range.from) || (range.to && at >= range.to)) continue
      lines += `${JSON.stringify(eventToWire(event))}\n`
    }
    if (lines !== '' && !output.write(lines)) await Promise.race([once(output, 'drain'), once(output, 'close')])
    if (last.commit >= until) break
    after = last
  }
  output.end()
}
