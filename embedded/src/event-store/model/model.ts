/**
 * EventStoreDB's rules for streams in their plainest form: arrays that are searched from the front. It shares no code with
 * the node, so that a rule misread is misread twice only by chance. Metadata is limited to `$maxCount` and `$tb`.
 */

export type ModelExpected = 'any' | 'no_stream' | 'stream_exists' | number

export interface ModelEvent {
  id: string
  type: string
  /** JSON text of metadata events; of others the test does not care. */
  data: string
}

export interface StoredModelEvent extends ModelEvent {
  stream: string
  /** Infinity for a tombstone. */
  revision: number
}

export type ModelOutcome =
  | { kind: 'success'; revision: number }
  | { kind: 'wrong-expected-version'; actual: number }
  | { kind: 'stream-deleted' }

export type ModelRead = { kind: 'events'; events: StoredModelEvent[] } | { kind: 'stream-not-found' | 'stream-deleted' }

const deletedForNow = '{"$tb":9223372036854775807}'

export class Model {
  readonly log: StoredModelEvent[] = []
  private readonly freshId: () => string

  constructor(freshId: () => string) {
    this.freshId = freshId
  }

  append(stream: string, expected: ModelExpected, events: ModelEvent[]): ModelOutcome {
    const decision = this.decide(
      stream,
      expected,
      events.map(({ id }) => id),
    )
    if (decision !== 'write') return decision
    const last = this.last(stream)
    const wasDeleted = this.isDeletedForNow(stream)
    for (const event of events) this.store(stream, event)
    if (wasDeleted) this.storeMetadata(stream, { ...this.metadataWithoutTb(stream), $tb: last + 1 })
    if (stream.startsWith('$$') && events.length > 0) {
      const described = stream.slice(2)
      // Metadata written to a stream that was deleted makes it exist, empty (§5.2).
      const before = this.metadataEvents(described).slice(0, -events.length).at(-1)
      if (before?.data === deletedForNow) {
        this.storeMetadata(described, { ...JSON.parse(events.at(-1)!.data), $tb: this.last(described) + 1 })
      }
    }
    return { kind: 'success', revision: last + events.length }
  }

  delete(stream: string, expected: ModelExpected): ModelOutcome {
    const decision = this.decide(stream, expected, [this.freshId()])
    if (decision !== 'write') return decision
    if (this.last(stream) === -1 && this.last(`$$${stream}`) === -1)
      return { kind: 'wrong-expected-version', actual: -1 }
    this.store(`$$${stream}`, { id: this.freshId(), type: '$metadata', data: deletedForNow })
    return { kind: 'success', revision: this.last(stream) }
  }

  tombstone(stream: string, expected: ModelExpected): ModelOutcome {
    const decision = this.decide(stream, expected, [this.freshId()])
    if (decision !== 'write') return decision
    const last = this.last(stream)
    const revision = Number.POSITIVE_INFINITY
    this.log.push({ id: this.freshId(), type: '$streamDeleted', data: '', stream, revision })
    return { kind: 'success', revision: last }
  }

  read(stream: string, direction: 'forwards' | 'backwards', from: 'start' | 'end' | number, count: number): ModelRead {
    if (this.isTombstoned(stream)) return { kind: 'stream-deleted' }
    if (this.last(stream) === -1 || this.isDeletedForNow(stream)) return { kind: 'stream-not-found' }
    const visible = this.visible(stream)
    if (direction === 'forwards') {
      const first = from === 'start' ? 0 : from === 'end' ? Number.POSITIVE_INFINITY : from
      return { kind: 'events', events: visible.filter(({ revision }) => revision >= first).slice(0, count) }
    }
    const first = from === 'start' ? 0 : from === 'end' ? Number.POSITIVE_INFINITY : from
    return {
      kind: 'events',
      events: visible
        .filter(({ revision }) => revision <= first)
        .reverse()
        .slice(0, count),
    }
  }

  /** §4.2, step by step. */
  private decide(stream: string, expected: ModelExpected, ids: string[]): 'write' | ModelOutcome {
    if (this.isTombstoned(stream)) return { kind: 'stream-deleted' }
    const last = this.last(stream)
    const refuse: ModelOutcome = { kind: 'wrong-expected-version', actual: last }
    if (expected === 'stream_exists') {
      if (this.isDeletedForNow(stream)) return { kind: 'stream-deleted' }
      if (last === -1 && this.last(`$$${stream}`) === -1) return refuse
    }
    const stored = this.events(stream)
    if (expected === 'any' || expected === 'stream_exists') {
      const revisions = ids.map((id) => stored.find((event) => event.id === id)?.revision)
      if (revisions.length === 0 || revisions[0] === undefined) return 'write'
      if (revisions.includes(undefined)) return refuse
      return { kind: 'success', revision: revisions.at(-1)! }
    }
    const wanted = expected === 'no_stream' ? -1 : expected
    if (wanted > last) return refuse
    if (wanted === last) return 'write'
    const same = ids.map((id, index) => stored[wanted + 1 + index]?.id === id)
    if (same.length > 0 && same.every((isSame) => isSame)) return { kind: 'success', revision: wanted + ids.length }
    if (same[0]) return refuse
    return expected === 'no_stream' && this.isDeletedForNow(stream) ? 'write' : refuse
  }

  private visible(stream: string): StoredModelEvent[] {
    const events = this.events(stream)
    if (stream.startsWith('$$')) return events.slice(-1)
    const { $maxCount, $tb } = this.metadata(stream)
    const byCount = typeof $maxCount === 'number' && $maxCount > 0 ? events.slice(-$maxCount) : events
    return byCount.filter(({ revision }) => revision >= (typeof $tb === 'number' ? $tb : 0))
  }

  private events(stream: string): StoredModelEvent[] {
    return this.log.filter((event) => event.stream === stream && event.revision !== Number.POSITIVE_INFINITY)
  }

  private last(stream: string): number {
    return this.events(stream).length - 1
  }

  private metadataEvents(stream: string): StoredModelEvent[] {
    return this.events(`$$${stream}`)
  }

  private metadata(stream: string): { $maxCount?: unknown; $tb?: unknown } {
    const last = this.metadataEvents(stream).at(-1)
    return last === undefined ? {} : JSON.parse(last.data)
  }

  private metadataWithoutTb(stream: string): object {
    const { $tb: _, ...rest } = this.metadata(stream)
    return rest
  }

  private isDeletedForNow(stream: string): boolean {
    return this.metadataEvents(stream).at(-1)?.data === deletedForNow
  }

  private isTombstoned(stream: string): boolean {
    const described = stream.startsWith('$$') ? stream.slice(2) : stream
    return this.log.some(
      (event) => (event.stream === stream || event.stream === described) && event.type === '$streamDeleted',
    )
  }

  private storeMetadata(stream: string, metadata: object): void {
    this.store(`$$${stream}`, { id: this.freshId(), type: '$metadata', data: JSON.stringify(metadata) })
  }

  private store(stream: string, event: ModelEvent): void {
    this.log.push({ ...event, stream, revision: this.last(stream) + 1 })
  }
}
