import { describedStream, isMetastream } from '../event.ts'
import { noMetadata, parseStreamMetadata } from '../stream-metadata.ts'
import { formatUuid } from '../wire/uuid.ts'
import type { EventLog } from './event-log.ts'
import type { StoredRecord } from './record.ts'
import type { StreamHead } from './stream-head.ts'

export interface Verification {
  records: number
  streams: number
  /** One sentence each; empty when everything is as it was written. */
  problems: string[]
}

/** What the records say of one stream. */
interface Traced {
  name: string
  last: number
  tombstonePosition: number
}

const maxProblems = 100

/**
 * Reads the whole log and compares everything with everything: checksums, positions without holes, revisions without
 * holes, indexes and heads against the records. Reports at most a hundred problems.
 */
export function verifyLog(log: EventLog, onProgress: (records: number) => void = () => {}): Verification {
  const problems: string[] = []
  const report = (problem: string): void => {
    if (problems.length < maxProblems) problems.push(problem)
  }
  const streams = new Map<number, Traced>()
  let lastCreatedMs = 0
  let ids = 0
  for (let position = 1; position <= log.lastPosition; position++) {
    const record = attempt(report, () => log.record(position))
    if (record === undefined) continue
    if (record.createdMs < lastCreatedMs) report(`The event at position ${position} is older than the one before it.`)
    lastCreatedMs = record.createdMs
    const traced = trace(streams, record)
    if (record.isTombstone) traced.tombstonePosition = position
    else {
      traced.last++
      if (record.revision !== BigInt(traced.last)) {
        report(`The event at position ${position} has revision ${record.revision} instead of ${traced.last}.`)
        traced.last = Number(record.revision)
      }
      if (attempt(report, () => checkIndexes(log, record, traced))) ids++
    }
    if (position % 100_000 === 0) onProgress(position)
  }
  checkHeads(log, streams, report)

  const { sizes } = log
  const tombstones = [...streams.values()].filter(({ tombstonePosition }) => tombstonePosition > 0).length
  const expected = {
    records: log.lastPosition,
    // Each stream has a head, each event but the tombstones a revision, each first use of an id an entry.
    streams: sizes.names + log.lastPosition - tombstones + ids,
  }
  for (const name of ['records', 'streams'] as const) {
    if (sizes[name] !== expected[name]) report(`Table ${name} has ${sizes[name]} entries instead of ${expected[name]}.`)
  }
  return { records: log.lastPosition, streams: streams.size, problems }
}

function trace(streams: Map<number, Traced>, record: StoredRecord): Traced {
  let traced = streams.get(record.streamNumber)
  if (traced === undefined) {
    traced = { name: record.stream, last: -1, tombstonePosition: 0 }
    streams.set(record.streamNumber, traced)
  }
  return traced
}

/** Throws when an index does not lead to the record. Returns whether the record is the first of its id in the stream. */
function checkIndexes(log: EventLog, record: StoredRecord, { name }: Traced): boolean {
  const revision = Number(record.revision)
  const where = `Revision ${revision} of stream '${name}'`
  const position = log.positionOf({ name, number: record.streamNumber }, revision)
  if (position !== record.position) throw new Error(`${where} is indexed at position ${position}.`)
  const first = log.revisionOfId(record.streamNumber, record.id)
  if (first === undefined || first > revision)
    throw new Error(`${where} is not found by its id ${formatUuid(record.id)}.`)
  return first === revision
}

function checkHeads(log: EventLog, streams: Map<number, Traced>, report: (problem: string) => void): void {
  const seen = new Set<number>()
  attempt(report, () => {
    for (const head of log.heads()) {
      seen.add(head.number)
      const traced = streams.get(head.number) ?? { name: head.name, last: -1, tombstonePosition: 0 }
      const isRight =
        traced.name === head.name && traced.last === head.last && traced.tombstonePosition === head.tombstonePosition
      if (!isRight) report(`The head of stream '${head.name}' does not match its events.`)
      attempt(report, () => checkMetadata(log, head))
    }
  })
  for (const [number, { name }] of streams) {
    if (!seen.has(number)) report(`Stream '${name}' has events and no head.`)
  }
}

/** Throws when the head of the stream that `head` describes does not hold its effective metadata (§5.1). */
function checkMetadata(log: EventLog, head: StreamHead): void {
  if (!isMetastream(head.name) || head.last === -1) return
  const described = describedStream(head.name)
  const record = log.recordOf(head, head.last)
  const expected = parseStreamMetadata(record.data, record.isJson)
  const actual = log.head(described)?.metadata ?? noMetadata
  if (JSON.stringify(expected) !== JSON.stringify(actual)) {
    throw new Error(`The head of stream '${described}' does not hold its metadata.`)
  }
}

function attempt<Result>(report: (problem: string) => void, check: () => Result): Result | undefined {
  try {
    return check()
  } catch (error) {
    report((error as Error).message)
    return undefined
  }
}
