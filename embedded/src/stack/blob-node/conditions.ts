import type { IncomingHttpHeaders } from 'node:http'
import type { BlobErrorCode } from './errors.ts'

/** What the conditions look at. Times are milliseconds since the epoch; HTTP dates know whole seconds. */
export interface Version {
  etag: string
  modifiedMs: number
}

/** Judges a write: the error that it must be answered with, undefined when it may go ahead. */
export function judgeWrite(headers: IncomingHttpHeaders, current: Version | undefined): BlobErrorCode | undefined {
  const { ifMatch, ifNoneMatch, modifiedSince, unmodifiedSince } = read(headers)
  if (ifMatch !== undefined && !matches(ifMatch, current)) return 'ConditionNotMet'
  if (ifNoneMatch === '*' && current) return 'BlobAlreadyExists'
  if (ifNoneMatch !== undefined && matches(ifNoneMatch, current)) return 'ConditionNotMet'
  if (current && modifiedSince !== undefined && seconds(current.modifiedMs) <= modifiedSince) return 'ConditionNotMet'
  if (current && unmodifiedSince !== undefined && seconds(current.modifiedMs) > unmodifiedSince)
    return 'ConditionNotMet'
  return undefined
}

/** Judges a read of an existing blob: serve it, answer "not modified", or refuse. */
export function judgeRead(headers: IncomingHttpHeaders, current: Version): 'serve' | 'not-modified' | BlobErrorCode {
  const { ifMatch, ifNoneMatch, modifiedSince, unmodifiedSince } = read(headers)
  if (ifMatch !== undefined && !matches(ifMatch, current)) return 'ConditionNotMet'
  if (unmodifiedSince !== undefined && seconds(current.modifiedMs) > unmodifiedSince) return 'ConditionNotMet'
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, current) ? 'not-modified' : 'serve'
  if (modifiedSince !== undefined && seconds(current.modifiedMs) <= modifiedSince) return 'not-modified'
  return 'serve'
}

function read(headers: IncomingHttpHeaders) {
  return {
    ifMatch: headers['if-match'],
    ifNoneMatch: headers['if-none-match'],
    modifiedSince: time(headers['if-modified-since']),
    unmodifiedSince: time(headers['if-unmodified-since']),
  }
}

const matches = (tag: string, current: Version | undefined): boolean =>
  current !== undefined && (tag === '*' || unquoted(tag) === unquoted(current.etag))

const unquoted = (tag: string): string => tag.replace(/^"|"$/g, '')

const seconds = (ms: number): number => Math.floor(ms / 1_000)

/** Whole seconds since the epoch; a date that cannot be read is no condition, as HTTP asks. */
function time(header: string | undefined): number | undefined {
  const ms = header === undefined ? Number.NaN : Date.parse(header)
  return Number.isNaN(ms) ? undefined : seconds(ms)
}
