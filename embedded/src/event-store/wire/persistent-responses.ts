import persistentPb from '@eventstore/db-client/generated/persistent_pb.js'
import type { Consumer } from '../persistent/consumer.ts'
import type { Group } from '../persistent/group.ts'
import { type GroupStart, sourceName } from '../persistent/settings.ts'
import type { ResolvedEvent } from '../reading/links.ts'
import { lengthDelimitedSize, varintSize, writeLengthPrefix, writeVarint } from './protobuf.ts'
import { recordedEvent, type UuidForm } from './read-responses.ts'

/** `ReadResp` of a persistent subscription with one event (§7.2). */
export function persistentEvent({ event, link }: ResolvedEvent, retryCount: number, form: UuidForm): Buffer {
  const original = link ?? event
  const eventBytes = event === undefined ? undefined : recordedEvent(event, form)
  const linkBytes = link === undefined ? undefined : recordedEvent(link, form)
  const size =
    (eventBytes === undefined ? 0 : lengthDelimitedSize(eventBytes.length)) +
    (linkBytes === undefined ? 0 : lengthDelimitedSize(linkBytes.length)) +
    1 +
    varintSize(original.position) +
    1 +
    varintSize(retryCount)
  const bytes = Buffer.allocUnsafe(lengthDelimitedSize(size))
  let offset = writeLengthPrefix(bytes, 1, size, 0)
  if (eventBytes !== undefined) {
    offset = writeLengthPrefix(bytes, 1, eventBytes.length, offset)
    offset += eventBytes.copy(bytes, offset)
  }
  if (linkBytes !== undefined) {
    offset = writeLengthPrefix(bytes, 2, linkBytes.length, offset)
    offset += linkBytes.copy(bytes, offset)
  }
  bytes[offset++] = 3 << 3
  offset = writeVarint(bytes, original.position, offset)
  bytes[offset++] = 5 << 3
  writeVarint(bytes, retryCount, offset)
  return bytes
}

/** §7.1: the key of the group is the id of the subscription. */
export function persistentConfirmation(subscriptionId: string): Buffer {
  const confirmation = new persistentPb.ReadResp.SubscriptionConfirmation()
  confirmation.setSubscriptionId(subscriptionId)
  const response = new persistentPb.ReadResp()
  response.setSubscriptionConfirmation(confirmation)
  return Buffer.from(response.serializeBinary())
}

/** What clients may know of a group (§7.4). */
export function subscriptionInfo(group: Group, nowMs: number): persistentPb.SubscriptionInfo {
  const { config, source, rate } = group
  const { settings } = config
  const last = source.lastSequence()
  const info = new persistentPb.SubscriptionInfo()
  info.setEventSource(sourceName(config))
  info.setGroupName(config.group)
  info.setStatus(group.isLive ? 'Live' : 'Behind')
  info.setConnectionsList(group.consumers.map((consumer) => connectionInfo(consumer, settings.extraStatistics, nowMs)))
  info.setAveragePerSecond(rate.averagePerSecond(nowMs))
  info.setTotalItems(String(rate.total))
  info.setCountSinceLastMeasurement(String(rate.sinceLastMeasurement()))
  info.setLastCheckpointedEventPosition(group.lastCheckpoint === undefined ? '' : source.format(group.lastCheckpoint))
  info.setLastKnownEventPosition(last < (config.stream === undefined ? 1 : 0) ? '' : source.format(last))
  info.setResolveLinkTos(settings.resolveLinks)
  info.setStartFrom(startFrom(config.start, config.stream === undefined))
  info.setMessageTimeoutMilliseconds(settings.messageTimeoutMs)
  info.setExtraStatistics(settings.extraStatistics)
  info.setMaxRetryCount(settings.maxRetryCount)
  info.setLiveBufferSize(settings.liveBufferSize)
  info.setBufferSize(settings.historyBufferSize)
  info.setReadBatchSize(settings.readBatchSize)
  info.setCheckPointAfterMilliseconds(settings.checkpointAfterMs)
  info.setMinCheckPointCount(settings.minCheckpointCount)
  info.setMaxCheckPointCount(settings.maxCheckpointCount)
  info.setReadBufferCount(group.bufferedCount)
  info.setLiveBufferCount('0')
  info.setRetryBufferCount(group.retryCount)
  info.setTotalInFlightMessages(group.inFlightCount)
  info.setOutstandingMessagesCount(group.inFlightCount)
  info.setNamedConsumerStrategy(settings.strategy)
  info.setMaxSubscriberCount(settings.maxSubscriberCount)
  info.setParkedMessageCount(String(group.parkedCount))
  return info
}

function startFrom(start: GroupStart, isAll: boolean): string {
  const sequence = start === 'start' ? 0 : start === 'end' ? -1 : start
  return isAll ? `C:${sequence}/P:${sequence}` : String(sequence)
}

function connectionInfo(
  { connection, rate, latency, availableSlots, inFlightCount }: Consumer,
  extraStatistics: boolean,
  nowMs: number,
): persistentPb.SubscriptionInfo.ConnectionInfo {
  const info = new persistentPb.SubscriptionInfo.ConnectionInfo()
  info.setFrom(connection.peer)
  info.setUsername(connection.userName)
  info.setConnectionName(connection.connectionName)
  info.setAverageItemsPerSecond(rate.averagePerSecond(nowMs))
  info.setTotalItems(String(rate.total))
  info.setCountSinceLastMeasurement(String(rate.sinceLastMeasurement()))
  info.setAvailableSlots(availableSlots)
  info.setInFlightMessages(inFlightCount)
  for (const [key, milliseconds] of extraStatistics ? latency.measurements() : []) {
    const measurement = new persistentPb.SubscriptionInfo.Measurement()
    measurement.setKey(key)
    measurement.setValue(String(milliseconds))
    info.addObservedMeasurements(measurement)
  }
  return info
}
