import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { erased } from '@one-hcm/contracts/kernel/erased'
import { silentLogger } from '../../logging/logger.ts'
import { counted, madeUpDefinition, madeUpMetadata as metadata } from '../../testing/made-up-events.ts'
import { createMemoryKeyRing } from '../../testing/memory-key-ring.ts'
import { until } from '../../testing/until.ts'
import { createCodec } from '../codec.ts'
import { createEventLog, type EventLog, type LogPosition } from '../event-log.ts'
import { createFollower } from '../follower.ts'

/** A server to run the suite on. */
export type EventStoreUnderTest = { connectionString: string; stop(): Promise<unknown> }

/** What the platform relies on of an event store, whichever it is: the same tests for each of them. */
export function describeEventLog(name: string, startServer: () => Promise<EventStoreUnderTest>): void {
  describe(`event log on ${name}`, () => {
    const keys = createMemoryKeyRing()
    let server: EventStoreUnderTest
    let log: EventLog

    beforeAll(async () => {
      server = await startServer()
      log = createEventLog(server.connectionString, createCodec(keys, madeUpDefinition))
    }, 180_000)
    afterAll(async () => {
      await log?.dispose()
      await server?.stop()
    })

    const stream = () => `counter-${randomUUID()}`
    const events = (count: number) =>
      Array.from({ length: count }, (_, by) => ({ id: randomUUID(), event: counted(by) }))

    test('an append is answered with revision and position, and read back as it was', async () => {
      const name = stream()
      const written = events(3)
      const appended = await log.append(name, 'no-stream', written, metadata)
      if (appended === 'conflict') throw new Error('unexpected conflict')
      expect(appended.revision).toBe(2)
      const read = await log.readStream(name)
      expect(read).toMatchObject(
        written.map(({ id, event }, revision) => ({ id, ...event, stream: name, revision, metadata })),
      )
      expect(read.at(-1)!.position).toBe(appended.position)
    })

    test('an event is found by its position, and nothing where there is none', async () => {
      const name = stream()
      await log.append(name, 'no-stream', events(3), metadata)
      const read = await log.readStream(name)
      for (const event of read) expect(await log.readAt(event.position)).toEqual(event)
      const end = (await log.head())!.commit
      for (const position of [end + 1n, end * 2n + 999n, 2n ** 50n]) expect(await log.readAt(position)).toBeUndefined()
    })

    test('of two appends at one revision the later is a conflict and leaves nothing', async () => {
      const name = stream()
      await log.append(name, 'no-stream', events(1), metadata)
      expect(await log.append(name, 'no-stream', events(1), metadata)).toBe('conflict')
      expect(await log.append(name, 5, events(1), metadata)).toBe('conflict')
      expect(await log.readStream(name)).toHaveLength(1)
      expect(await log.append(name, 0, events(2), metadata)).toMatchObject({ revision: 2 })
      expect(await log.append(name, 'any', events(1), metadata)).toMatchObject({ revision: 3 })
    })

    test('of fifty rivals at one revision exactly one is written', async () => {
      const name = stream()
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, () => log.append(name, 'no-stream', events(1), metadata)),
      )
      expect(outcomes.filter((outcome) => outcome !== 'conflict')).toHaveLength(1)
      expect(await log.readStream(name)).toHaveLength(1)
    })

    test('an append repeated with the same ids changes nothing and gives the same answer, also later on', async () => {
      const name = stream()
      const written = events(2)
      const first = await log.append(name, 'no-stream', written, metadata)
      expect(await log.append(name, 'no-stream', written, metadata)).toMatchObject({ revision: 1 })
      await log.append(name, 1, events(1), metadata)
      const again = await log.append(name, 'no-stream', written, metadata)
      expect(again).toMatchObject({ revision: 1 })
      expect(first).toMatchObject({ revision: 1 })
      expect(await log.readStream(name)).toHaveLength(3)
    })

    test('a range of a stream is read, and a stream that is not there is empty', async () => {
      const name = stream()
      await log.append(name, 'no-stream', events(10), metadata)
      const revisions = async (range: { from?: number; to?: number }) =>
        (await log.readStream(name, range)).map(({ revision }) => revision)
      expect(await revisions({ from: 7 })).toEqual([7, 8, 9])
      expect(await revisions({ to: 2 })).toEqual([0, 1, 2])
      expect(await revisions({ from: 3, to: 4 })).toEqual([3, 4])
      expect(await revisions({ from: 10 })).toEqual([])
      expect(await log.readStream(stream())).toEqual([])
    })

    test('personal fields are sealed in the store and gone once the key is', async () => {
      const name = stream()
      const person_id = randomUUID()
      const event = { type: 'Counted', data: { by: 1, person_id, name: 'Paul Mba' } }
      await log.append(name, 'no-stream', [{ id: randomUUID(), event }], metadata)
      expect(JSON.stringify((await log.readStoredStream(name))[0]!.data)).not.toContain('Mba')
      expect((await log.readStream(name))[0]!.data).toEqual(event.data)
      await keys.destroy(person_id)
      expect((await log.readStream(name))[0]!.data).toEqual({ by: 1, person_id, name: erased })
    })

    test('the whole log is read page by page, in order, without gap or repeat, up to its head', async () => {
      const names = [stream(), stream()]
      for (let round = 0; round < 10; round++)
        for (const name of names) await log.append(name, round === 0 ? 'no-stream' : round - 1, events(1), metadata)
      const head = await log.head()
      const seen: { stream: string; revision: number; position: bigint }[] = []
      let after: LogPosition | undefined
      for (;;) {
        const { decoded, last } = await log.readAll({ after, limit: 7 })
        if (!last) break
        for (const one of decoded) if (one.kind === 'event') seen.push(one.event)
        after = last
      }
      expect(after!.commit).toBeGreaterThanOrEqual(head!.commit)
      for (const name of names)
        expect(seen.filter((event) => event.stream === name).map(({ revision }) => revision)).toEqual([
          ...Array.from({ length: 10 }, (_, revision) => revision),
        ])
      const positions = seen.map(({ position }) => position)
      expect(positions).toEqual(positions.toSorted((a, b) => (a < b ? -1 : 1)))
    })

    test('a follower hands over what was there and what comes, once each, and goes on where it was left', async () => {
      const name = stream()
      await log.append(name, 'no-stream', events(50), metadata)
      let checkpoint: LogPosition | undefined
      const handled: number[] = []
      const follow = () =>
        createFollower({
          name: 'suite',
          log,
          logger: silentLogger(),
          batchMax: 20,
          checkpoint: async () => checkpoint,
          handle: async (batch, last) => {
            for (const event of batch) if (event.stream === name) handled.push(event.revision)
            checkpoint = last
          },
        })
      const first = follow()
      first.start()
      await until('the past was handled', () => handled.length >= 50)
      await log.append(name, 49, events(5), metadata)
      await until('the present was handled', () => handled.length >= 55)
      await first.stop()
      await log.append(name, 54, events(5), metadata)
      const second = follow()
      second.start()
      await until('the rest was handled', () => handled.length >= 60)
      await second.stop()
      expect(handled).toEqual(Array.from({ length: 60 }, (_, revision) => revision))
    })
  })
}
