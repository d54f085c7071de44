import sharedPb from '@eventstore/db-client/generated/shared_pb.js'
import statusPb from '@eventstore/db-client/generated/status_pb.js'
import streamsPb from '@eventstore/db-client/generated/streams_pb.js'
import { status } from '@grpc/grpc-js'
import anyPb from 'google-protobuf/google/protobuf/any_pb.js'
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js'
import type { ExpectedRevision } from '../expected-revision.ts'
import type { AppendOptions } from './append-messages.ts'

/** Why one append of a batch failed (§3.2). */
export interface BatchAppendFailure {
  code: status
  message: string
  /** Name of the detail message, by which the client decides. */
  detail: string
  payload: Uint8Array
}

const nothing = new Uint8Array(0)

export function batchWrongExpectedVersion(expected: ExpectedRevision, actual: number): BatchAppendFailure {
  const payload = new sharedPb.WrongExpectedVersion()
  if (actual === -1) payload.setCurrentNoStream(new emptyPb.Empty())
  else payload.setCurrentStreamRevision(String(actual))
  if (expected.kind === 'revision') payload.setExpectedStreamPosition(String(expected.revision))
  else if (expected.kind === 'any') payload.setExpectedAny(new emptyPb.Empty())
  else if (expected.kind === 'no-stream') payload.setExpectedNoStream(new emptyPb.Empty())
  else payload.setExpectedStreamExists(new emptyPb.Empty())
  return failure(status.ALREADY_EXISTS, 'WrongExpectedVersion', payload.serializeBinary())
}

export function batchStreamDeleted(stream: string): BatchAppendFailure {
  const payload = new sharedPb.StreamDeleted()
  payload.setStreamIdentifier(streamIdentifier(stream))
  return failure(status.NOT_FOUND, 'StreamDeleted', payload.serializeBinary())
}

export function batchMaximumAppendSizeExceeded(maxBytes: number): BatchAppendFailure {
  const payload = new sharedPb.MaximumAppendSizeExceeded()
  payload.setMaxappendsize(maxBytes)
  return failure(status.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', payload.serializeBinary())
}

export function batchBadRequest(message: string): BatchAppendFailure {
  const payload = new sharedPb.BadRequest()
  payload.setMessage(message)
  return { code: status.INVALID_ARGUMENT, message, detail: 'BadRequest', payload: payload.serializeBinary() }
}

export const batchTimeout = (): BatchAppendFailure => failure(status.DEADLINE_EXCEEDED, 'Timeout', nothing)
export const batchAccessDenied = (): BatchAppendFailure => failure(status.PERMISSION_DENIED, 'AccessDenied', nothing)
export const batchUnknown = (): BatchAppendFailure => failure(status.UNKNOWN, 'Unknown', nothing)

const failure = (code: status, detail: string, payload: Uint8Array): BatchAppendFailure => ({
  code,
  message: detail,
  detail,
  payload,
})

export function streamIdentifier(stream: string): sharedPb.StreamIdentifier {
  const identifier = new sharedPb.StreamIdentifier()
  identifier.setStreamName(Buffer.from(stream))
  return identifier
}

/** The reply with an error; it always carries correlation id and stream, which the client dereferences (§3.2). */
export function batchAppendError(correlationId: Buffer, options: AppendOptions, reason: BatchAppendFailure): Buffer {
  const detail = new anyPb.Any()
  detail.setTypeUrl(`type.googleapis.com/event_store.client.${reason.detail}`)
  detail.setValue(reason.payload)
  const error = new statusPb.Status()
  error.setCode(reason.code as number)
  error.setMessage(reason.message)
  error.setDetails(detail)
  const reply = new streamsPb.BatchAppendResp()
  reply.setCorrelationId(sharedPb.UUID.deserializeBinary(correlationId))
  reply.setStreamIdentifier(streamIdentifier(options.stream))
  reply.setError(error)
  if (options.expected.kind === 'revision') reply.setStreamPosition(String(options.expected.revision))
  else if (options.expected.kind === 'any') reply.setAny(new emptyPb.Empty())
  else if (options.expected.kind === 'no-stream') reply.setNoStream(new emptyPb.Empty())
  else reply.setStreamExists(new emptyPb.Empty())
  return Buffer.from(reply.serializeBinary())
}
