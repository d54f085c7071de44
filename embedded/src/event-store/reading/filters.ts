import type { StoredRecord } from '../storage/record.ts'

/** A filter of `$all` as asked for (§6.5). */
export interface FilterRequest {
  on: 'stream' | 'event-type'
  /** Wins over prefixes when not empty. */
  regex: string
  prefixes: string[]
}

export type EventFilter = (record: StoredRecord) => boolean

/** Thrown for a pattern that is no regular expression. */
export class InvalidFilter extends Error {
  override name = 'InvalidFilter'
}

/** The filter as a predicate on the original event: of links, the link itself (§6.5). Throws InvalidFilter. */
export function eventFilter(request: FilterRequest): EventFilter {
  const subject = (record: StoredRecord): string => (request.on === 'stream' ? record.stream : record.type)
  if (request.regex !== '') {
    const pattern = compile(request.regex)
    return (record) => pattern.test(subject(record))
  }
  // §6.5: starts-with, case-sensitive.
  return (record) => {
    const text = subject(record)
    return request.prefixes.some((prefix) => text.startsWith(prefix))
  }
}

function compile(regex: string): RegExp {
  try {
    return new RegExp(regex)
  } catch {
    throw new InvalidFilter(`The filter's pattern is not a regular expression: ${regex}`)
  }
}
