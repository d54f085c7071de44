import streamsPb from '@eventstore/db-client/generated/streams_pb.js'
import { type EventFilter, eventFilter, InvalidFilter } from '../reading/filters.ts'
import { MalformedMessage } from './protobuf.ts'
import type { UuidForm } from './read-responses.ts'

/** Where a read or subscription starts; numbers beyond 2^53 are cut to it, which no log reaches. */
export type ReadFrom = 'start' | 'end' | number

export interface FilterOptions {
  matches: EventFilter
  /** Considered events between two checkpoints (§6.6). */
  checkpointInterval: number
}

/** A valid `Streams/Read` request (§6). */
export interface ReadRequest {
  /** A stream's name, or undefined for `$all`. */
  stream: string | undefined
  from: ReadFrom
  isForwards: boolean
  resolveLinks: boolean
  /** Undefined for a subscription. */
  count: number | undefined
  filter: FilterOptions | undefined
  uuidForm: UuidForm
}

const defaultCheckpointWindow = 32

/** Throws MalformedMessage for anything that §6 does not know. */
export function readReadRequest(request: streamsPb.ReadReq): ReadRequest {
  const options = request.getOptions()
  if (options === undefined) throw new MalformedMessage('A read request lacks its options.')
  const { CountOptionCase, StreamOptionCase, FilterOptionCase, ReadDirection } = streamsPb.ReadReq.Options
  const countCase = options.getCountOptionCase()
  if (countCase === CountOptionCase.COUNT_OPTION_NOT_SET) throw new MalformedMessage('Neither count nor subscription.')
  const isSubscription = countCase === CountOptionCase.SUBSCRIPTION
  const isForwards = options.getReadDirection() === ReadDirection.FORWARDS
  if (isSubscription && !isForwards) throw new MalformedMessage('A subscription runs forwards.')
  const uuidOption = options.getUuidOption()
  if (uuidOption === undefined) throw new MalformedMessage('A read request lacks its uuid option.')

  const streamCase = options.getStreamOptionCase()
  if (streamCase === StreamOptionCase.STREAM_OPTION_NOT_SET) throw new MalformedMessage('Neither stream nor $all.')
  const filterCase = options.getFilterOptionCase()
  // §6.2: stream + no_filter, all + no_filter, all + filter.
  if (filterCase === FilterOptionCase.FILTER_OPTION_NOT_SET) throw new MalformedMessage('Neither filter nor no_filter.')
  const filter = options.getFilter()
  if (filter !== undefined && streamCase === StreamOptionCase.STREAM) {
    throw new MalformedMessage('Only reads of $all can be filtered.')
  }
  const stream = options.getStream()
  return {
    stream: stream === undefined ? undefined : streamName(stream),
    from: stream === undefined ? allStart(options.getAll()!) : streamStart(stream),
    isForwards,
    resolveLinks: options.getResolveLinks(),
    count: isSubscription ? undefined : safeNumber(options.getCount()),
    filter: filter === undefined ? undefined : readFilter(filter),
    uuidForm: uuidOption.hasStructured() ? 'structured' : 'string',
  }
}

function streamName(options: streamsPb.ReadReq.Options.StreamOptions): string {
  const name = Buffer.from(options.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8')
  if (name === '') throw new MalformedMessage('A stream name is empty.')
  return name
}

function streamStart(options: streamsPb.ReadReq.Options.StreamOptions): ReadFrom {
  if (options.hasRevision()) return safeNumber(options.getRevision())
  return options.hasEnd() ? 'end' : 'start'
}

function allStart(options: streamsPb.ReadReq.Options.AllOptions): ReadFrom {
  const position = options.getPosition()
  if (position === undefined) return options.hasEnd() ? 'end' : 'start'
  const commit = BigInt(position.getCommitPosition())
  if (BigInt(position.getPreparePosition()) > commit) {
    throw new MalformedMessage('The prepare position lies behind the commit position.') // §6.1
  }
  return safeNumber(position.getCommitPosition())
}

function readFilter(filter: streamsPb.ReadReq.Options.FilterOptions): FilterOptions {
  const byStream = filter.getStreamIdentifier()
  const expression = byStream ?? filter.getEventType()
  if (expression === undefined) throw new MalformedMessage('A filter lacks its expression.')
  const window = filter.hasMax() ? filter.getMax() : defaultCheckpointWindow
  const multiplier = filter.getCheckpointintervalmultiplier()
  try {
    return {
      matches: eventFilter({
        on: byStream === undefined ? 'event-type' : 'stream',
        regex: expression.getRegex(),
        prefixes: expression.getPrefixList(),
      }),
      checkpointInterval: Math.max(1, window) * Math.max(1, multiplier),
    }
  } catch (error) {
    throw error instanceof InvalidFilter ? new MalformedMessage(error.message) : error
  }
}

function safeNumber(text: string): number {
  const value = Number(text)
  return Math.min(value, Number.MAX_SAFE_INTEGER)
}
