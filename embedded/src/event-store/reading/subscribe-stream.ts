import { streamDeleted } from '../errors.ts'
import { describedStream, isMetastream } from '../event.ts'
import type { NodeContext } from '../node-context.ts'
import type { ResponseStream } from '../rpc/response-stream.ts'
import type { StoredRecord } from '../storage/record.ts'
import type { ReadRequest } from '../wire/read-request.ts'
import { caughtUp } from '../wire/read-responses.ts'
import { pageBytes, pageEvents } from './page.ts'
import { isTombstoned, visibleRange } from './visibility.ts'
import { Wakeup } from './wakeup.ts'

/**
 * A catch-up subscription to one stream (§6.6): a cursor over the durable log that commits wake. Runs until the call ends.
 * `send` delivers one event; `confirm` is called once, before the first event.
 */
export async function subscribeToStream(
  node: NodeContext,
  request: ReadRequest & { stream: string },
  responses: ResponseStream,
  confirm: () => Promise<void> | undefined,
  send: (record: StoredRecord) => Promise<void> | undefined,
): Promise<void> {
  const { log } = node
  const { stream } = request
  if (isTombstoned(log, stream)) {
    responses.fail(streamDeleted(stream))
    return
  }
  // Registered before the first look at the log: nothing falls between history and live.
  const wakeup = new Wakeup()
  responses.onClose(node.commits.onStream(stream, () => wakeup.wake()))
  if (isMetastream(stream)) responses.onClose(node.commits.onStream(describedStream(stream), () => wakeup.wake()))
  responses.onClose(() => wakeup.wake())
  const cursor = new StreamCursor(node, stream, startRevision(node, request))
  let isLive = false
  await confirm()
  while (!responses.closed) {
    const page = cursor.nextPage()
    for (const record of page) {
      if (responses.closed) return
      await send(record)
    }
    if (page.length > 0) continue
    if (!isLive) {
      isLive = true
      await responses.write(caughtUp())
    }
    if (isTombstoned(log, stream)) {
      const position = log.head(stream)?.tombstonePosition ?? 0
      if (position > 0) await send(log.record(position))
      responses.fail(streamDeleted(stream))
      return
    }
    await wakeup.wait()
  }
}

/** §6.6: start points are exclusive; `end` is everything after this moment. */
function startRevision(node: NodeContext, { stream, from }: ReadRequest & { stream: string }): number {
  if (from === 'start') return 0
  return from === 'end' ? (node.log.head(stream)?.last ?? -1) + 1 : from + 1
}

/** The place of a subscription in its stream. */
class StreamCursor {
  private readonly node: NodeContext
  private readonly stream: string
  private next: number

  constructor(node: NodeContext, stream: string, next: number) {
    this.node = node
    this.stream = stream
    this.next = next
  }

  /** The next visible events, none at the end of the stream. Truncated events are stepped over. */
  nextPage(): StoredRecord[] {
    const head = this.node.log.head(this.stream)
    if (head === undefined || this.next > head.last) return []
    const { first, last } = visibleRange(this.node.log, head, this.node.now())
    const page: StoredRecord[] = []
    let bytes = 0
    this.next = Math.max(this.next, first)
    while (this.next <= last && page.length < pageEvents && bytes < pageBytes) {
      const record = this.node.log.recordOf(head, this.next++)
      page.push(record)
      bytes += record.bytes.length
    }
    return page
  }
}
