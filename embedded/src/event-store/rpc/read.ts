import { randomUUID } from 'node:crypto'
import type streamsPb from '@eventstore/db-client/generated/streams_pb.js'
import type { ServerWritableStream } from '@grpc/grpc-js'
import { refusalOf, streamDeleted } from '../errors.ts'
import type { NodeContext } from '../node-context.ts'
import { resolveLink } from '../reading/links.ts'
import { readAll } from '../reading/read-all.ts'
import { readStream } from '../reading/read-stream.ts'
import { subscribeToAll } from '../reading/subscribe-all.ts'
import { subscribeToStream } from '../reading/subscribe-stream.ts'
import { isNotFound, isTombstoned } from '../reading/visibility.ts'
import type { StoredRecord } from '../storage/record.ts'
import { type ReadRequest, readReadRequest } from '../wire/read-request.ts'
import { readResponse, streamNotFound, subscriptionConfirmation } from '../wire/read-responses.ts'
import { ResponseStream } from './response-stream.ts'

/** `Streams/Read`: reads and catch-up subscriptions of a stream or `$all` (§6). */
export function readHandler(node: NodeContext): (call: ServerWritableStream<streamsPb.ReadReq, Buffer>) => void {
  return (call) => {
    const responses = new ResponseStream(call)
    responses.onClose(node.calls.addStreaming((reason) => responses.fail(reason)))
    answer(node, call.request, responses).catch((error) => responses.fail(refusalOf(error)))
  }
}

async function answer(node: NodeContext, message: streamsPb.ReadReq, responses: ResponseStream): Promise<void> {
  const request = readReadRequest(message)
  const send = (record: StoredRecord): Promise<void> | undefined =>
    responses.write(
      readResponse(
        request.resolveLinks ? resolveLink(node.log, record, node.now()) : { event: record, link: undefined },
        request.uuidForm,
      ),
    )
  if (request.count === undefined) {
    const confirm = (): Promise<void> | undefined => responses.write(subscriptionConfirmation(randomUUID()))
    if (isOfStream(request)) await subscribeToStream(node, request, responses, confirm, send)
    else await subscribeToAll(node, request, responses, confirm, send)
    return
  }
  for (const page of isOfStream(request) ? checkedStream(node, request, responses) : readAll(node, request)) {
    for (const record of page) {
      const drained = send(record)
      if (drained !== undefined) await drained
    }
    if (responses.closed) return
    // Filters and fast clients never wait for a drain: other calls still get their turn.
    if (page.length === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  responses.end()
}

const isOfStream = (request: ReadRequest): request is ReadRequest & { stream: string } => request.stream !== undefined

/** A read of a stream with the special answers of §6.3. */
function* checkedStream(
  node: NodeContext,
  request: ReadRequest & { stream: string },
  responses: ResponseStream,
): Iterable<StoredRecord[]> {
  const { stream } = request
  if (isTombstoned(node.log, stream)) responses.fail(streamDeleted(stream))
  else if (isNotFound(node.log.head(stream))) responses.write(streamNotFound(stream))
  else yield* readStream(node, request)
}
