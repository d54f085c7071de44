import { randomUUID } from 'node:crypto'
import { type AppendExpectedRevision, BACKWARDS, FORWARDS, jsonEvent, type ReadRevision } from '@eventstore/db-client'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { collect, startTestNode, type TestNode } from '../testing/test-node.ts'
import { type Command, command } from './commands.ts'
import { Model, type ModelExpected, type ModelOutcome, type ModelRead } from './model.ts'

let node: TestNode
beforeAll(async () => {
  node = await startTestNode()
})
afterAll(() => node.stop())

const runs = Number(process.env.MODEL_RUNS ?? 40)
const seed = Number(process.env.MODEL_SEED ?? Date.now() % 1_000_000)

/** A history of its own: streams and ids that nothing else uses, the model beside the node. */
class Run {
  private readonly prefix = randomUUID()
  private readonly ids: string[] = []
  private readonly model = new Model(() => 'an id of the server')

  async play(step: Command): Promise<void> {
    if (step.kind === 'restart') return node.restart()
    const stream = `${this.prefix}-${step.stream}`
    if (step.kind === 'append') {
      const events = step.ids.map((id) => ({ id: this.id(id), type: 'modelled', data: '{}' }))
      // Call credentials select the classic RPC (§2).
      const options = step.classic ? { credentials: { username: 'admin', password: 'changeit' } } : {}
      const proposed = events.map(({ id, type }) => jsonEvent({ id, type, data: {} }))
      const actual = await outcome(
        node.client.appendToStream(stream, proposed, { expectedRevision: revisionOption(step.expected), ...options }),
      )
      expect(actual).toEqual(normalized(this.model.append(stream, step.expected, events)))
    } else if (step.kind === 'metadata') {
      const { maxCount, tb } = step
      const data = { ...(maxCount !== undefined && { $maxCount: maxCount }), ...(tb !== undefined && { $tb: tb }) }
      const id = randomUUID()
      const actual = await outcome(
        node.client.appendToStream(`$$${stream}`, jsonEvent({ id, type: '$metadata', data }), {
          expectedRevision: revisionOption(step.expected),
        }),
      )
      const event = { id, type: '$metadata', data: JSON.stringify(data) }
      expect(actual).toEqual(normalized(this.model.append(`$$${stream}`, step.expected, [event])))
    } else if (step.kind === 'read') await this.read(step.ofMetadata ? `$$${stream}` : stream, step)
    else if (step.kind === 'delete') {
      // The client offers no stream_exists for deletions (§2).
      const expected = step.expected === 'stream_exists' ? 'any' : step.expected
      const actual = await outcome(
        node.client.deleteStream(stream, { expectedRevision: revisionOption(expected) as 'any' }),
      )
      expect(actual).toEqual(withoutRevision(this.model.delete(stream, expected)))
    } else {
      const actual = await outcome(
        node.client.tombstoneStream(stream, { expectedRevision: revisionOption(step.expected) as 'any' }),
      )
      expect(actual).toEqual(withoutRevision(this.model.tombstone(stream, step.expected)))
    }
  }

  /** All that the run has written, compared event by event through `$all`. */
  async compareLog(): Promise<void> {
    const all = await collect(node.client.readAll())
    const mine = all.filter(({ event }) => event?.streamId.includes(this.prefix))
    expect(
      mine.map(({ event }) => [
        event?.streamId,
        event?.type,
        event?.revision,
        event?.type === 'modelled' ? event.id : '',
      ]),
    ).toEqual(
      this.model.log.map(({ stream, type, revision, id }) => [
        stream,
        type,
        revision === Number.POSITIVE_INFINITY ? 9_223_372_036_854_775_807n : BigInt(revision),
        type === 'modelled' ? id : '',
      ]),
    )
  }

  private async read(stream: string, step: Extract<Command, { kind: 'read' }>): Promise<void> {
    const from: ReadRevision = typeof step.from === 'number' ? BigInt(step.from) : step.from
    const actual: unknown = await collect(
      node.client.readStream(stream, {
        direction: step.forwards ? FORWARDS : BACKWARDS,
        fromRevision: from,
        maxCount: step.count,
      }),
    ).then(
      (events) => events.map(({ event }) => [Number(event?.revision), event?.type === 'modelled' ? event.id : '']),
      (error: { type: string }) => error.type,
    )
    const expected: ModelRead = this.model.read(stream, step.forwards ? 'forwards' : 'backwards', step.from, step.count)
    expect(actual).toEqual(
      expected.kind === 'events'
        ? expected.events.map(({ revision, type, id }) => [revision, type === 'modelled' ? id : ''])
        : expected.kind,
    )
  }

  private id(index: number): string {
    this.ids[index] ??= randomUUID()
    return this.ids[index]
  }
}

const revisionOption = (expected: ModelExpected): AppendExpectedRevision =>
  typeof expected === 'number' ? BigInt(expected) : expected

async function outcome(call: Promise<object>): Promise<unknown> {
  try {
    const result = (await call) as { nextExpectedRevision?: bigint }
    return { kind: 'success', revision: result.nextExpectedRevision }
  } catch (error) {
    const { type, actualVersion } = error as { type: string; actualVersion?: bigint | string }
    return type === 'wrong-expected-version' ? { kind: type, actual: actualVersion } : { kind: type }
  }
}

/** What the client makes of an outcome: §4.4 says why a stream without events shows as 0. */
function normalized(expected: ModelOutcome): unknown {
  if (expected.kind === 'success') return { kind: 'success', revision: BigInt(Math.max(0, expected.revision)) }
  if (expected.kind !== 'wrong-expected-version') return expected
  return { kind: expected.kind, actual: expected.actual === -1 ? 'no_stream' : BigInt(expected.actual) }
}

function withoutRevision(expected: ModelOutcome): unknown {
  return expected.kind === 'success' ? { kind: 'success', revision: undefined } : normalized(expected)
}

test(`the node does what the model does, in ${runs} random histories with restarts (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 40 }), async (commands) => {
      const run = new Run()
      for (const step of commands) await run.play(step)
      await run.compareLog()
    }),
    { numRuns: runs, seed, endOnFailure: false },
  )
}, 60_000)
