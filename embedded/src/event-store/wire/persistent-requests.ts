import type persistentPb from '@eventstore/db-client/generated/persistent_pb.js'
import { GroupProblem } from '../persistent/persistent-subscriptions.ts'
import { type GroupSettings, type GroupStart, type Strategy, strategies } from '../persistent/settings.ts'
import { eventFilter, type FilterRequest, InvalidFilter } from '../reading/filters.ts'
import { MalformedMessage } from './protobuf.ts'

type StreamIdentifier = { getStreamName_asU8(): Uint8Array } | undefined

/** The name inside an identifier; empty when there is none, which the caller refuses. */
export const identifiedStream = (identifier: StreamIdentifier): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8')

const ticksPerMs = 10_000
const noRevision = 18_446_744_073_709_551_615n
const int64Max = 9_223_372_036_854_775_807n

/** Throws GroupProblem for values that no group can have (§7.1). */
export function readSettings(
  settings: persistentPb.CreateReq.Settings | persistentPb.UpdateReq.Settings,
): GroupSettings {
  return {
    resolveLinks: settings.getResolveLinks(),
    extraStatistics: settings.getExtraStatistics(),
    messageTimeoutMs: settings.hasMessageTimeoutTicks()
      ? Math.floor(Number(settings.getMessageTimeoutTicks()) / ticksPerMs)
      : settings.getMessageTimeoutMs(),
    maxRetryCount: settings.getMaxRetryCount(),
    checkpointAfterMs: settings.hasCheckpointAfterTicks()
      ? Math.floor(Number(settings.getCheckpointAfterTicks()) / ticksPerMs)
      : settings.getCheckpointAfterMs(),
    minCheckpointCount: settings.getMinCheckpointCount(),
    maxCheckpointCount: settings.getMaxCheckpointCount(),
    maxSubscriberCount: settings.getMaxSubscriberCount(),
    liveBufferSize: settings.getLiveBufferSize(),
    readBatchSize: settings.getReadBatchSize(),
    historyBufferSize: settings.getHistoryBufferSize(),
    strategy: readStrategy(settings),
  }
}

/** §7.1: the string wins over the enum; updates have the enum alone. */
function readStrategy(settings: persistentPb.CreateReq.Settings | persistentPb.UpdateReq.Settings): Strategy {
  const name = 'getConsumerStrategy' in settings ? settings.getConsumerStrategy() : ''
  const strategy =
    name === '' ? strategies[settings.getNamedConsumerStrategy()] : strategies.find((known) => known === name)
  if (strategy === undefined) throw new GroupProblem('failed', `Consumer strategy ${name} does not exist.`)
  return strategy
}

/** §7.1: `settings.revision` of older clients, `stream` of newer ones. */
export function readStreamStart(options: persistentPb.CreateReq.Options | persistentPb.UpdateReq.Options): GroupStart {
  const stream = options.getStream()
  if (stream === undefined) return revisionStart(options.getSettings()?.getRevision() ?? '0')
  if (stream.hasRevision()) return revisionStart(stream.getRevision())
  return stream.hasEnd() ? 'end' : 'start'
}

function revisionStart(text: string): GroupStart {
  const revision = BigInt(text)
  if (revision === noRevision) return 'end'
  if (revision > int64Max) throw new GroupProblem('failed', 'The start revision is negative.')
  return revision === 0n ? 'start' : Math.min(Number(revision), Number.MAX_SAFE_INTEGER)
}

/** Throws GroupProblem when the prepare position lies behind the commit position (§7.1). */
export function readAllStart(
  options: persistentPb.CreateReq.AllOptions | persistentPb.UpdateReq.AllOptions,
): GroupStart {
  const position = options.getPosition()
  if (position === undefined) return options.hasEnd() ? 'end' : 'start'
  const commit = BigInt(position.getCommitPosition())
  if (BigInt(position.getPreparePosition()) > commit) {
    throw new GroupProblem('failed', 'The prepare position lies behind the commit position.')
  }
  return Math.min(Number(commit), Number.MAX_SAFE_INTEGER)
}

/** Throws MalformedMessage for a pattern that is none (§6.5). */
export function readGroupFilter(options: persistentPb.CreateReq.AllOptions): FilterRequest | undefined {
  const filter = options.getFilter()
  if (filter === undefined) return undefined
  const byStream = filter.getStreamIdentifier()
  const expression = byStream ?? filter.getEventType()
  if (expression === undefined) throw new MalformedMessage('A filter lacks its expression.')
  const request: FilterRequest = {
    on: byStream === undefined ? 'event-type' : 'stream',
    regex: expression.getRegex(),
    prefixes: expression.getPrefixList(),
  }
  try {
    eventFilter(request)
  } catch (error) {
    throw error instanceof InvalidFilter ? new MalformedMessage(error.message) : error
  }
  return request
}
