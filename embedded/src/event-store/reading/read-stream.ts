import type { NodeContext } from '../node-context.ts'
import type { StoredRecord } from '../storage/record.ts'
import type { ReadRequest } from '../wire/read-request.ts'
import { pageBytes, pageEvents } from './page.ts'
import { visibleRange } from './visibility.ts'

/**
 * The events of a stream that a read shows, in pages that are each read in one go (§6.2). The stream must exist. What is
 * visible is settled at the start; events that are appended meanwhile are not part of the read.
 */
export function* readStream(node: NodeContext, request: ReadRequest & { stream: string }): Iterable<StoredRecord[]> {
  const head = node.log.head(request.stream)
  if (head === undefined) return
  const range = visibleRange(node.log, head, node.now())
  const step = request.isForwards ? 1 : -1
  let revision = request.isForwards ? forwardsStart(request, range) : backwardsStart(request, range)
  let left = request.count ?? Number.POSITIVE_INFINITY
  const isInside = (): boolean => left > 0 && revision >= range.first && revision <= range.last
  while (isInside()) {
    const page: StoredRecord[] = []
    let bytes = 0
    while (isInside() && page.length < pageEvents && bytes < pageBytes) {
      const record = node.log.recordOf(head, revision)
      page.push(record)
      bytes += record.bytes.length
      revision += step
      left--
    }
    yield page
  }
}

/** §6.2, first row: inclusive; from end is empty. */
function forwardsStart({ from }: ReadRequest, range: { first: number }): number {
  if (from === 'end') return Number.POSITIVE_INFINITY
  return Math.max(range.first, from === 'start' ? 0 : from)
}

/** §6.2, second row: inclusive; from start is event 0 only. */
function backwardsStart({ from }: ReadRequest, range: { last: number }): number {
  if (from === 'start') return 0
  return from === 'end' ? range.last : Math.min(from, range.last)
}
