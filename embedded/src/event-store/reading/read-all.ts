import type { NodeContext } from '../node-context.ts'
import type { StoredRecord } from '../storage/record.ts'
import type { ReadRequest } from '../wire/read-request.ts'
import { pageBytes, pageEvents } from './page.ts'

/** The events of `$all` that a read shows, in pages that are each read in one go (§6.2, §6.4). */
export function* readAll(node: NodeContext, request: ReadRequest): Iterable<StoredRecord[]> {
  const end = node.log.lastPosition
  const matches = request.filter?.matches
  const step = request.isForwards ? 1 : -1
  let position = request.isForwards ? forwardsStart(request, end) : backwardsStart(request, end)
  let left = request.count ?? Number.POSITIVE_INFINITY
  const isInside = (): boolean => left > 0 && position >= 1 && position <= end
  while (isInside()) {
    const page: StoredRecord[] = []
    let bytes = 0
    for (let considered = 0; isInside() && considered < pageEvents && bytes < pageBytes; considered++) {
      const record = node.log.record(position)
      position += step
      bytes += record.bytes.length
      if (record.isHidden || (matches !== undefined && !matches(record))) continue
      page.push(record)
      left--
    }
    yield page
  }
}

/** §6.2, third row: inclusive; from end is empty. */
function forwardsStart({ from }: ReadRequest, end: number): number {
  if (from === 'end') return end + 1
  return from === 'start' ? 1 : Math.max(1, from)
}

/** §6.2, fourth row: exclusive; from start is empty. */
function backwardsStart({ from }: ReadRequest, end: number): number {
  if (from === 'start') return 0
  return from === 'end' ? end : Math.min(end, from - 1)
}
