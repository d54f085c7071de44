import type persistentPb from '@eventstore/db-client/generated/persistent_pb.js'
import type { ServerDuplexStream } from '@grpc/grpc-js'
import { groupDropped, invalidArgument, maximumSubscribersReached, refusalOf, shuttingDown } from '../errors.ts'
import type { NodeContext } from '../node-context.ts'
import type { Consumer } from '../persistent/consumer.ts'
import type { Group, NackAction } from '../persistent/group.ts'
import type { Message } from '../persistent/message.ts'
import type { GroupName } from '../persistent/persistent-subscriptions.ts'
import { groupKey, sourceName } from '../persistent/settings.ts'
import { resolveLink } from '../reading/links.ts'
import { identifiedStream } from '../wire/persistent-requests.ts'
import { persistentConfirmation, persistentEvent } from '../wire/persistent-responses.ts'
import { MalformedMessage } from '../wire/protobuf.ts'
import type { UuidForm } from '../wire/read-responses.ts'
import { formatUuid, readUuidMessage } from '../wire/uuid.ts'
import { groupRefusalOf } from './persistent-management.ts'
import { ResponseStream } from './response-stream.ts'

type Call = ServerDuplexStream<persistentPb.ReadReq, Buffer>

const nackActions: readonly NackAction[] = ['unknown', 'park', 'retry', 'skip', 'stop']

/** `PersistentSubscriptions/Read` (§7.2): one consumer of a group. */
export function persistentReadHandler(node: NodeContext, userNameOf: (call: Call) => string): (call: Call) => void {
  return (call) => {
    const responses = new ResponseStream(call)
    responses.onClose(node.calls.addStreaming((reason) => responses.fail(reason)))
    let joined: { group: Group; consumer: Consumer } | undefined
    call.on('data', (request: persistentPb.ReadReq) => {
      if (responses.closed) return
      try {
        if (joined === undefined) joined = join(node, call, request, responses, userNameOf(call))
        else settle(joined, request)
      } catch (error) {
        responses.fail(refusalOf(error))
      }
    })
    call.on('end', () => responses.end())
  }
}

function join(
  node: NodeContext,
  call: Call,
  request: persistentPb.ReadReq,
  responses: ResponseStream,
  userName: string,
): { group: Group; consumer: Consumer } | undefined {
  const options = request.getOptions()
  if (options === undefined) throw invalidArgument('A persistent subscription begins with its options.')
  if (node.groups === undefined) throw shuttingDown()
  const name: GroupName = {
    stream: options.hasAll() ? undefined : identifiedStream(options.getStreamIdentifier()),
    group: options.getGroupName(),
  }
  const form: UuidForm = options.getUuidOption()?.hasStructured() ? 'structured' : 'string'
  let group: Group
  try {
    group = node.groups.get(name)
  } catch (error) {
    throw groupRefusalOf(error, name)
  }
  if (!group.hasRoom) throw maximumSubscribersReached(sourceName(name), name.group)

  const { resolveLinks } = group.config.settings
  const send = (message: Message): void => {
    const resolved =
      resolveLinks || message.isReplay
        ? resolveLink(node.log, message.record, node.now())
        : { event: message.record, link: undefined }
    responses.write(persistentEvent(resolved, message.retryCount, form))?.then(() => group.unblocked())
  }
  responses.write(persistentConfirmation(groupKey(name)))
  const consumer = group.connect(
    {
      peer: call.getPeer(),
      userName,
      connectionName: String(call.metadata.get('connection-name')[0] ?? '<unknown>'),
      send,
      isBlocked: () => responses.isBlocked,
      drop: () => responses.fail(groupDropped(sourceName(name), name.group)),
      fail: (error) => responses.fail(refusalOf(error)),
    },
    options.getBufferSize(),
  )
  responses.onClose(() => group.disconnect(consumer))
  return { group, consumer }
}

function settle({ group, consumer }: { group: Group; consumer: Consumer }, request: persistentPb.ReadReq): void {
  const ack = request.getAck()
  const nack = request.getNack()
  if (ack !== undefined) group.ack(consumer, idsOf(ack.getIdsList()))
  else if (nack !== undefined) {
    group.nack(consumer, idsOf(nack.getIdsList()), nackActions[nack.getAction()] ?? 'unknown', nack.getReason())
  } else throw new MalformedMessage('A consumer sends acknowledgements only.')
}

const idsOf = (ids: Parameters<typeof readUuidMessage>[0][]): string[] =>
  ids.map((id) => formatUuid(readUuidMessage(id)))
