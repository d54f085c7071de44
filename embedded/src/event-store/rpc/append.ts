import sharedPb from '@eventstore/db-client/generated/shared_pb.js'
import streamsPb from '@eventstore/db-client/generated/streams_pb.js'
import type { handleClientStreamingCall } from '@grpc/grpc-js'
import { checkWritableName, countedBytes } from '../append-rules.ts'
import {
  accessDenied,
  invalidArgument,
  maximumAppendSizeExceeded,
  missingMetadataProperty,
  type Refusal,
  refusalOf,
  streamDeleted,
  timeout,
} from '../errors.ts'
import type { ProposedEvent } from '../event.ts'
import type { NodeContext } from '../node-context.ts'
import { type AppendOptions, MissingMetadataProperty, readAppendRequest } from '../wire/append-messages.ts'
import type { WriteOutcome } from '../write-command.ts'

/** `Streams/Append`: options, then events one by one, one answer (§4.5). */
export function appendHandler(node: NodeContext): handleClientStreamingCall<Buffer, streamsPb.AppendResp> {
  return (call, callback) => {
    let options: AppendOptions | undefined
    const events: ProposedEvent[] = []
    let size = 0
    let isAnswered = false
    const forget = node.calls.addShort((reason) => fail(reason))

    const fail = (reason: Refusal): void => {
      if (isAnswered) return
      isAnswered = true
      forget()
      callback(reason, null)
    }

    call.on('data', (bytes: Buffer) => {
      if (isAnswered) return
      try {
        const request = readAppendRequest(bytes)
        if (request.options !== undefined) {
          options = request.options
          const problem = checkWritableName(options.stream)
          if (problem !== undefined) fail(problem === 'invalid' ? invalidArgument('Bad stream name.') : accessDenied())
          return
        }
        events.push(request.event)
        size += countedBytes(request.event)
        if (size > node.limits.maxAppendBytes) fail(maximumAppendSizeExceeded(node.limits.maxAppendBytes))
      } catch (error) {
        fail(error instanceof MissingMetadataProperty ? missingMetadataProperty() : refusalOf(error))
      }
    })
    call.on('cancelled', () => fail(invalidArgument('Cancelled.')))
    call.on('end', () => {
      if (isAnswered) return
      if (options === undefined) {
        fail(invalidArgument('An append begins with its options.'))
        return
      }
      const { stream, expected } = options
      node.writer.submit({ kind: 'append', stream, expected, events }, (error, outcome) => {
        if (isAnswered) return
        if (outcome === undefined) fail(refusalOf(error))
        else if (outcome.kind === 'stream-deleted') fail(streamDeleted(stream))
        else if (outcome.kind === 'timeout') fail(timeout())
        else {
          isAnswered = true
          forget()
          callback(null, reply(options!, outcome))
        }
      })
    })
  }
}

function reply(
  { expected }: AppendOptions,
  outcome: Extract<WriteOutcome, { kind: 'written' | 'wrong-expected-version' }>,
): streamsPb.AppendResp {
  const response = new streamsPb.AppendResp()
  if (outcome.kind === 'written') {
    const success = new streamsPb.AppendResp.Success()
    if (outcome.revision === -1) success.setNoStream(new sharedPb.Empty())
    else success.setCurrentRevision(String(outcome.revision))
    if (outcome.position === undefined) success.setNoPosition(new sharedPb.Empty())
    else {
      const position = new streamsPb.AppendResp.Position()
      position.setCommitPosition(String(outcome.position))
      position.setPreparePosition(String(outcome.position))
      success.setPosition(position)
    }
    response.setSuccess(success)
    return response
  }
  // §4.5: the classic append answers a wrong expected version with a message.
  const wrong = new streamsPb.AppendResp.WrongExpectedVersion()
  if (outcome.actual === -1) wrong.setCurrentNoStream(new sharedPb.Empty())
  else wrong.setCurrentRevision(String(outcome.actual))
  if (expected.kind === 'revision') wrong.setExpectedRevision(String(expected.revision))
  else if (expected.kind === 'any') wrong.setExpectedAny(new sharedPb.Empty())
  else if (expected.kind === 'no-stream') wrong.setExpectedNoStream(new sharedPb.Empty())
  else wrong.setExpectedStreamExists(new sharedPb.Empty())
  response.setWrongExpectedVersion(wrong)
  return response
}
