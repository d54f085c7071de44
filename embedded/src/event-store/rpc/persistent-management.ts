import persistentPb from '@eventstore/db-client/generated/persistent_pb.js'
import sharedPb from '@eventstore/db-client/generated/shared_pb.js'
import type { handleUnaryCall, sendUnaryData } from '@grpc/grpc-js'
import { groupDoesNotExist, groupExists, groupFailed, type Refusal, refusalOf, shuttingDown } from '../errors.ts'
import type { NodeContext } from '../node-context.ts'
import { type GroupName, GroupProblem, type PersistentSubscriptions } from '../persistent/persistent-subscriptions.ts'
import { sourceName } from '../persistent/settings.ts'
import {
  identifiedStream,
  readAllStart,
  readGroupFilter,
  readSettings,
  readStreamStart,
} from '../wire/persistent-requests.ts'
import { subscriptionInfo } from '../wire/persistent-responses.ts'
import { MalformedMessage } from '../wire/protobuf.ts'

/** `PersistentSubscriptions/Create` (§7.1). */
export function createGroupHandler(
  node: NodeContext,
): handleUnaryCall<persistentPb.CreateReq, persistentPb.CreateResp> {
  return (call, callback) => {
    const options = required(call.request.getOptions())
    const all = options.getAll()
    const name = groupName(all !== undefined, options)
    answer(node, name, callback, async (groups) => {
      const settings = readSettings(required(options.getSettings()))
      const start = all === undefined ? readStreamStart(options) : readAllStart(all)
      const filter = all === undefined ? undefined : readGroupFilter(all)
      await groups.create({ ...name, settings, start, filter })
      return new persistentPb.CreateResp()
    })
  }
}

/** `PersistentSubscriptions/Update` (§7.1). */
export function updateGroupHandler(
  node: NodeContext,
): handleUnaryCall<persistentPb.UpdateReq, persistentPb.UpdateResp> {
  return (call, callback) => {
    const options = required(call.request.getOptions())
    const all = options.getAll()
    const name = groupName(all !== undefined, options)
    answer(node, name, callback, async (groups) => {
      groups.get(name)
      const settings = readSettings(required(options.getSettings()))
      await groups.update(name, settings, all === undefined ? readStreamStart(options) : readAllStart(all))
      return new persistentPb.UpdateResp()
    })
  }
}

/** `PersistentSubscriptions/Delete` (§7.1). */
export function deleteGroupHandler(
  node: NodeContext,
): handleUnaryCall<persistentPb.DeleteReq, persistentPb.DeleteResp> {
  return (call, callback) => {
    const options = required(call.request.getOptions())
    const name = groupName(options.hasAll(), options)
    answer(node, name, callback, async (groups) => {
      await groups.delete(name)
      return new persistentPb.DeleteResp()
    })
  }
}

/** `PersistentSubscriptions/GetInfo` (§7.4). */
export function groupInfoHandler(
  node: NodeContext,
): handleUnaryCall<persistentPb.GetInfoReq, persistentPb.GetInfoResp> {
  return (call, callback) => {
    const options = required(call.request.getOptions())
    const name = groupName(options.hasAll(), options)
    answer(node, name, callback, async (groups) => {
      const response = new persistentPb.GetInfoResp()
      response.setSubscriptionInfo(subscriptionInfo(groups.get(name), node.now()))
      return response
    })
  }
}

/** `PersistentSubscriptions/ReplayParked` (§7.3). */
export function replayParkedHandler(
  node: NodeContext,
): handleUnaryCall<persistentPb.ReplayParkedReq, persistentPb.ReplayParkedResp> {
  return (call, callback) => {
    const options = required(call.request.getOptions())
    const name = groupName(options.hasAll(), options)
    answer(node, name, callback, async (groups) => {
      const group = groups.get(name)
      const stopAt = options.hasStopAt() ? Number(options.getStopAt()) : undefined
      if (stopAt !== undefined && stopAt < 0) throw new GroupProblem('failed', 'The end of the replay is negative.')
      group.replayParked(stopAt)
      return new persistentPb.ReplayParkedResp()
    })
  }
}

/** `PersistentSubscriptions/List` (§7.1). */
export function listGroupsHandler(node: NodeContext): handleUnaryCall<persistentPb.ListReq, persistentPb.ListResp> {
  return (call, callback) => {
    const options = required(call.request.getOptions())
    const source = options.getListForStream()
    const stream =
      source === undefined || source.hasAll() ? undefined : identifiedStream(source.getStream() ?? undefined)
    answer(node, { stream, group: '' }, callback, async (groups) => {
      const listed = source === undefined ? groups.all() : groups.of(stream)
      const response = new persistentPb.ListResp()
      response.setSubscriptionsList(listed.map((group) => subscriptionInfo(group, node.now())))
      return response
    })
  }
}

/** `PersistentSubscriptions/RestartSubsystem` (§7.1). */
export function restartGroupsHandler(node: NodeContext): handleUnaryCall<sharedPb.Empty, sharedPb.Empty> {
  return (_call, callback) => {
    answer(node, { stream: undefined, group: '' }, callback, async (groups) => {
      groups.restart()
      return new sharedPb.Empty()
    })
  }
}

/** Runs one management call to exactly one answer. */
function answer<Response>(
  node: NodeContext,
  name: GroupName,
  callback: sendUnaryData<Response>,
  act: (groups: PersistentSubscriptions) => Promise<Response>,
): void {
  let isAnswered = false
  const finish = (reason: Refusal | null, response: Response | null): void => {
    if (isAnswered) return
    isAnswered = true
    forget()
    callback(reason, response)
  }
  const forget = node.calls.addShort((reason) => finish(reason, null))
  const { groups } = node
  if (groups === undefined) {
    finish(shuttingDown(), null)
    return
  }
  Promise.resolve()
    .then(() => act(groups))
    .then(
      (response) => finish(null, response),
      (error: unknown) => finish(groupRefusalOf(error, name), null),
    )
}

/** The refusal for a problem with the named group. */
export function groupRefusalOf(error: unknown, name: GroupName): Refusal {
  if (!(error instanceof GroupProblem)) return refusalOf(error)
  const stream = sourceName(name)
  if (error.kind === 'exists') return groupExists(stream, name.group)
  if (error.kind === 'does-not-exist') return groupDoesNotExist(stream, name.group)
  return groupFailed(stream, name.group, error.message)
}

interface NamedOptions {
  getGroupName(): string
  getStreamIdentifier(): sharedPb.StreamIdentifier | undefined
  getStream?(): { getStreamIdentifier(): sharedPb.StreamIdentifier | undefined } | undefined
}

function groupName(isAll: boolean, options: NamedOptions): GroupName {
  if (isAll) return { stream: undefined, group: options.getGroupName() }
  const identifier = options.getStream?.()?.getStreamIdentifier() ?? options.getStreamIdentifier()
  const stream = identifiedStream(identifier)
  return { stream: stream === '$all' ? undefined : stream, group: options.getGroupName() }
}

function required<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new MalformedMessage('The request lacks its options.')
  return part
}
