import type { NodeContext } from '../node-context.ts'
import type { ResponseStream } from '../rpc/response-stream.ts'
import type { StoredRecord } from '../storage/record.ts'
import type { ReadRequest } from '../wire/read-request.ts'
import { caughtUp, checkpoint } from '../wire/read-responses.ts'
import { pageBytes, pageEvents } from './page.ts'
import { Wakeup } from './wakeup.ts'

/**
 * A catch-up subscription to `$all` (§6.6): a cursor over the durable log that commits wake. Runs until the call ends.
 * `send` delivers one event; `confirm` is called once, before the first event.
 */
export async function subscribeToAll(
  node: NodeContext,
  request: ReadRequest,
  responses: ResponseStream,
  confirm: () => Promise<void> | undefined,
  send: (record: StoredRecord) => Promise<void> | undefined,
): Promise<void> {
  const { log } = node
  const { filter } = request
  // Registered before the first look at the log: nothing falls between history and live.
  const wakeup = new Wakeup()
  responses.onClose(node.commits.onAny(() => wakeup.wake()))
  responses.onClose(() => wakeup.wake())
  let next = startPosition(node, request)
  let isLive = false
  /** Considered events since the last checkpoint (§6.6). */
  let considered = 0
  let hasCheckpoint = false
  await confirm()
  while (!responses.closed) {
    let bytes = 0
    const end = Math.min(log.lastPosition, next + pageEvents - 1)
    const page: StoredRecord[] = []
    for (let position = next; position <= end && bytes < pageBytes; position++) {
      const record = log.record(position)
      page.push(record)
      bytes += record.bytes.length
    }
    for (const record of page) {
      if (responses.closed) return
      next = record.position + 1
      if (!record.isHidden && (filter === undefined || filter.matches(record))) await send(record)
      if (filter !== undefined && ++considered >= filter.checkpointInterval) {
        considered = 0
        hasCheckpoint = true
        await responses.write(checkpoint(record.position))
      }
    }
    if (next <= log.lastPosition) {
      // A filter that matches nothing must not keep the event loop to itself.
      if (filter !== undefined) await new Promise((resolve) => setImmediate(resolve))
      continue
    }
    if (!isLive) {
      isLive = true
      if (considered > 0 && !hasCheckpoint) {
        considered = 0
        await responses.write(checkpoint(next - 1))
      }
      await responses.write(caughtUp())
      continue
    }
    await wakeup.wait()
  }
}

/** §6.6: start points are exclusive; `end` is everything after this moment. */
function startPosition({ log }: NodeContext, { from }: ReadRequest): number {
  if (from === 'start') return 1
  return from === 'end' ? log.lastPosition + 1 : from + 1
}
