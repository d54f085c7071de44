import type { IncomingHttpHeaders } from 'node:http'
import { refuse } from './errors.ts'

/** Bytes `start` to `end`, both included. */
export interface ByteRange {
  start: number
  end: number
}

/**
 * The range that the headers ask for (`x-ms-range` wins over `Range`, as in Azure), cut to the size of the blob;
 * undefined when they ask for the whole. Throws a refusal when it starts behind the end.
 */
export function askedRange(headers: IncomingHttpHeaders, size: number): ByteRange | undefined {
  const header = headers['x-ms-range'] ?? headers.range
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(String(header ?? '')) ?? []
  if (from === undefined) return undefined
  const start = Number(from)
  const end = Math.min(to ? Number(to) : size - 1, size - 1)
  if (start >= size || end < start) throw refuse('InvalidRange')
  return { start, end }
}
