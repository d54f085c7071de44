import streamsPb from '@eventstore/db-client/generated/streams_pb.js'
import type { handleUnaryCall, sendUnaryData } from '@grpc/grpc-js'
import { checkWritableName } from '../append-rules.ts'
import {
  accessDenied,
  invalidArgument,
  type Refusal,
  refusalOf,
  streamDeleted,
  timeout,
  wrongExpectedVersion,
} from '../errors.ts'
import { any, type ExpectedRevision, noStream, streamExists } from '../expected-revision.ts'
import type { NodeContext } from '../node-context.ts'
import { MalformedMessage } from '../wire/protobuf.ts'

type DeleteOptions = streamsPb.DeleteReq.Options | streamsPb.TombstoneReq.Options

/** `Streams/Delete`: soft delete (§5.2). */
export function deleteHandler(node: NodeContext): handleUnaryCall<streamsPb.DeleteReq, streamsPb.DeleteResp> {
  return (call, callback) =>
    remove(node, 'delete', call.request.getOptions(), callback, (commit) => {
      const position = new streamsPb.DeleteResp.Position()
      position.setCommitPosition(commit)
      position.setPreparePosition(commit)
      const response = new streamsPb.DeleteResp()
      response.setPosition(position)
      return response
    })
}

/** `Streams/Tombstone`: hard delete (§5.3). */
export function tombstoneHandler(node: NodeContext): handleUnaryCall<streamsPb.TombstoneReq, streamsPb.TombstoneResp> {
  return (call, callback) =>
    remove(node, 'tombstone', call.request.getOptions(), callback, (commit) => {
      const position = new streamsPb.TombstoneResp.Position()
      position.setCommitPosition(commit)
      position.setPreparePosition(commit)
      const response = new streamsPb.TombstoneResp()
      response.setPosition(position)
      return response
    })
}

function remove<Response>(
  node: NodeContext,
  kind: 'delete' | 'tombstone',
  options: DeleteOptions | undefined,
  callback: sendUnaryData<Response>,
  success: (position: string) => Response,
): void {
  let isAnswered = false
  const finish = (reason: Refusal | null, response: Response | null): void => {
    if (isAnswered) return
    isAnswered = true
    forget()
    callback(reason, response)
  }
  const forget = node.calls.addShort((reason) => finish(reason, null))
  try {
    const { stream, expected } = readOptions(options)
    const problem = checkWritableName(stream)
    if (problem !== undefined) throw problem === 'invalid' ? invalidArgument('Bad stream name.') : accessDenied()
    node.writer.submit({ kind, stream, expected }, (error, outcome) => {
      if (outcome === undefined) finish(refusalOf(error), null)
      else if (outcome.kind === 'stream-deleted') finish(streamDeleted(stream), null)
      else if (outcome.kind === 'timeout') finish(timeout(), null)
      else if (outcome.kind === 'wrong-expected-version') {
        finish(wrongExpectedVersion(stream, expected, outcome.actual), null)
      } else finish(null, success(String(outcome.position)))
    })
  } catch (error) {
    finish(refusalOf(error), null)
  }
}

function readOptions(options: DeleteOptions | undefined): { stream: string; expected: ExpectedRevision } {
  if (options === undefined) throw new MalformedMessage('The request lacks its options.')
  const name = options.getStreamIdentifier()?.getStreamName_asU8() ?? new Uint8Array(0)
  return { stream: Buffer.from(name).toString('utf8'), expected: expectedRevision(options) }
}

function expectedRevision(options: DeleteOptions): ExpectedRevision {
  if (options.hasRevision()) return { kind: 'revision', revision: BigInt(options.getRevision()) }
  if (options.hasNoStream()) return noStream
  if (options.hasAny()) return any
  if (options.hasStreamExists()) return streamExists
  throw new MalformedMessage('The request lacks its expected revision.')
}
