import { Metadata, type ServiceError, status } from '@grpc/grpc-js'
import { type ExpectedRevision, expectedVersionNumber } from './expected-revision.ts'
import { DamagedRecord } from './storage/record.ts'
import { DamagedHead } from './storage/stream-head.ts'
import { MalformedMessage } from './wire/protobuf.ts'
import { WriterStopped } from './writer.ts'

/** What a handler gives gRPC to end a call: status code, text, trailers (§3.1). */
export type Refusal = Pick<ServiceError, 'code' | 'details' | 'metadata'>

/** Trailers hold printable ASCII only; other characters travel percent-encoded (§3.1). */
export function trailerValue(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : encodeURIComponent(text.toWellFormed())
}

export function refusal(code: status, details: string, trailers: Record<string, string> = {}): Refusal {
  const metadata = new Metadata()
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, trailerValue(value))
  return { code, details, metadata }
}

export const invalidArgument = (details: string): Refusal => refusal(status.INVALID_ARGUMENT, details)

export const streamDeleted = (stream: string): Refusal =>
  refusal(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  })

export const wrongExpectedVersion = (stream: string, expected: ExpectedRevision, actual: number): Refusal =>
  refusal(
    status.FAILED_PRECONDITION,
    `Stream '${stream}' is at revision ${actual}, expected was ${expectedVersionNumber(expected)}.`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': expectedVersionNumber(expected),
      ...(actual === -1 ? {} : { 'actual-version': String(actual) }),
    },
  )

export const maximumAppendSizeExceeded = (maxBytes: number): Refusal =>
  refusal(status.INVALID_ARGUMENT, `An append may hold at most ${maxBytes} bytes of data.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(maxBytes),
  })

export const missingMetadataProperty = (): Refusal =>
  refusal(status.INVALID_ARGUMENT, 'An event lacks a required metadata property.', {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  })

export const accessDenied = (): Refusal =>
  refusal(status.PERMISSION_DENIED, 'Access denied.', { exception: 'access-denied' })

export const unauthenticated = (): Refusal => refusal(status.UNAUTHENTICATED, 'Unauthenticated')

/** §3.1: the persistent-subscription errors, each with the names of stream and group. */
function groupRefusal(code: status, exception: string, details: string, stream: string, group: string): Refusal {
  return refusal(code, details, { exception, 'stream-name': stream, 'group-name': group })
}

export const groupDoesNotExist = (stream: string, group: string): Refusal =>
  groupRefusal(
    status.NOT_FOUND,
    'persistent-subscription-does-not-exist',
    `Subscription group ${group} on stream ${stream} does not exist.`,
    stream,
    group,
  )

export const groupExists = (stream: string, group: string): Refusal =>
  groupRefusal(
    status.ALREADY_EXISTS,
    'persistent-subscription-exists',
    `Subscription group ${group} on stream ${stream} exists.`,
    stream,
    group,
  )

export const groupFailed = (stream: string, group: string, reason: string): Refusal => {
  const failed = groupRefusal(
    status.INTERNAL,
    'persistent-subscription-failed',
    `Subscription group ${group} on stream ${stream} failed: '${reason}'`,
    stream,
    group,
  )
  failed.metadata.set('reason', trailerValue(reason))
  return failed
}

export const maximumSubscribersReached = (stream: string, group: string): Refusal =>
  groupRefusal(
    status.FAILED_PRECONDITION,
    'maximum-subscribers-reached',
    `Maximum subscriptions reached for subscription group ${group} on stream ${stream}.`,
    stream,
    group,
  )

export const groupDropped = (stream: string, group: string): Refusal =>
  groupRefusal(
    status.CANCELLED,
    'persistent-subscription-dropped',
    `Subscription group ${group} on stream ${stream} was dropped.`,
    stream,
    group,
  )

export const timeout = (): Refusal => refusal(status.ABORTED, 'The write timed out.')

/** §11.4: for calls in flight when the node stops. */
export const shuttingDown = (): Refusal => refusal(status.UNAVAILABLE, 'The node is shutting down.')
export const endedByShutdown = (): Refusal => refusal(status.CANCELLED, 'The node is shutting down.')

/** The refusal for whatever a handler threw. Never UNAVAILABLE or CANCELLED, which drop the client's channel (§1.5). */
export function refusalOf(error: unknown): Refusal {
  if (isRefusal(error)) return error
  if (error instanceof MalformedMessage) return invalidArgument(error.message)
  if (error instanceof DamagedRecord || error instanceof DamagedHead) return refusal(status.DATA_LOSS, error.message)
  if (error instanceof WriterStopped) {
    return error.reason === 'shutdown' ? shuttingDown() : refusal(status.INTERNAL, error.message)
  }
  console.error(error)
  return refusal(status.UNKNOWN, 'Exception was thrown by handler.')
}

function isRefusal(error: unknown): error is Refusal {
  return typeof error === 'object' && error !== null && 'code' in error && 'details' in error && 'metadata' in error
}
