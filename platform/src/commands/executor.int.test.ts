import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { type EventStore, startEventStore } from '@one-hcm/embedded/event-store/event-store'
import { createCodec } from '../event-store/codec.ts'
import { createEventLog, type EventLog } from '../event-store/event-log.ts'
import { type CounterEvent, counted, madeUpDefinition } from '../testing/made-up-events.ts'
import { createMemoryKeyRing } from '../testing/memory-key-ring.ts'
import type { Aggregate } from './aggregate.ts'
import type { CommandContext } from './command-context.ts'
import { createCommandExecutor } from './executor.ts'

let server: EventStore
let log: EventLog
beforeAll(async () => {
  server = await startEventStore({ inMemory: true })
  log = createEventLog(server.connectionString, createCodec(createMemoryKeyRing(), madeUpDefinition))
})
afterAll(async () => {
  await log.dispose()
  await server.stop()
})

type Row = { total: number; revision: number }
const counter: Aggregate<number, CounterEvent, Row> = {
  name: 'counter',
  category: 'counter',
  initialState: 0,
  evolve: (total, event) => total + event.data.by,
  foldRow: (row, event) => ({ total: (row?.total ?? 0) + event.data.by, revision: event.revision }),
}
const BOUND = 10
/** Up to ten: over that it is refused, and nothing to add is "already so". */
const add =
  (by: number) =>
  (total: number): Decision<CounterEvent> =>
    by === 0 ? [] : total + by > BOUND ? refuse('job-offer-not-open') : [counted(by)]

const context = (changes: Partial<CommandContext> = {}): CommandContext => ({
  actor: { id: 'someone', role: 'recruiter' },
  commandId: randomUUID(),
  fingerprint: undefined,
  ifMatch: undefined,
  correlationId: 'correlation',
  causationId: 'causation',
  requestId: 'request',
  now: '2026-01-15T10:00:00.000Z',
  ...changes,
})
const totalOf = async (id: string) =>
  ((await log.readStream(`counter-${id}`)) as unknown as { data: { by: number } }[]).reduce(
    (sum, { data }) => sum + data.by,
    0,
  )

/** A log whose appends can be met by a rival's first, and whose calls are counted. */
function watchedLog() {
  const calls = { reads: 0, appends: 0 }
  const before: (() => Promise<unknown>)[] = []
  const watched: EventLog = {
    ...log,
    readStream: (...args) => {
      calls.reads += 1
      return log.readStream(...args)
    },
    append: async (...args) => {
      calls.appends += 1
      await before.shift()?.()
      return log.append(...args)
    },
  }
  return { watched, calls, beforeNextAppend: (...rivals: (() => Promise<unknown>)[]) => before.push(...rivals) }
}

test('an accepted command answers with row, revision and position, and records who and why', async () => {
  const executor = createCommandExecutor(log)
  const id = randomUUID()
  const outcome = await executor.execute(context(), { aggregate: counter, id, decide: add(3) })
  expect(outcome).toMatchObject({ row: { total: 3, revision: 0 }, revision: 0, position: expect.any(BigInt) })
  const [event] = await log.readStream(`counter-${id}`)
  expect(event!.metadata).toMatchObject({
    actor: { id: 'someone', role: 'recruiter' },
    occurred_at: '2026-01-15T10:00:00.000Z',
  })
})

test('"already so" answers with what is, and writes nothing', async () => {
  const executor = createCommandExecutor(log)
  const id = randomUUID()
  await executor.execute(context(), { aggregate: counter, id, decide: add(3) })
  const outcome = await executor.execute(context(), { aggregate: counter, id, decide: add(0) })
  expect(outcome).toMatchObject({ row: { total: 3 }, revision: 0, events: [] })
})

test('a rival of another process is met by deciding again on fresh state', async () => {
  const { watched, beforeNextAppend } = watchedLog()
  const [executor, rival] = [createCommandExecutor(watched), createCommandExecutor(log)]
  const id = randomUUID()
  await executor.execute(context(), { aggregate: counter, id, decide: add(1) })
  const judged: number[] = []
  beforeNextAppend(() => rival.execute(context(), { aggregate: counter, id, decide: add(5) }))
  const outcome = await executor.execute(context(), {
    aggregate: counter,
    id,
    decide: (total) => {
      judged.push(total)
      return add(2)(total)
    },
  })
  expect(judged).toEqual([1, 6])
  expect(outcome).toMatchObject({ row: { total: 8 }, revision: 2 })
})

test('a decision that no longer holds after the conflict is refused, and its event is not written', async () => {
  const { watched, beforeNextAppend } = watchedLog()
  const [executor, rival] = [createCommandExecutor(watched), createCommandExecutor(log)]
  const id = randomUUID()
  beforeNextAppend(() => rival.execute(context(), { aggregate: counter, id, decide: add(8) }))
  const outcome = await executor.execute(context(), { aggregate: counter, id, decide: add(5) })
  expect(outcome).toMatchObject({ refused: 'job-offer-not-open' })
  expect(await totalOf(id)).toBe(8)
})

test('after three conflicts the caller is asked to try again; files are stored once', async () => {
  const { watched, calls, beforeNextAppend } = watchedLog()
  const [executor, rival] = [createCommandExecutor(watched), createCommandExecutor(log)]
  const id = randomUUID()
  const rivalry = () => rival.execute(context(), { aggregate: counter, id, decide: add(1) })
  beforeNextAppend(rivalry, rivalry, rivalry, rivalry)
  let stored = 0
  const outcome = await executor.execute(context(), {
    aggregate: counter,
    id,
    decide: add(1),
    beforeAppend: async () => {
      stored += 1
    },
  })
  expect(outcome).toMatchObject({ refused: 'concurrent-change' })
  expect([calls.appends, stored, await totalOf(id)]).toEqual([4, 1, 4])
})

test('a refusal is never given on remembered state', async () => {
  const { watched, calls } = watchedLog()
  const [executor, rival] = [createCommandExecutor(watched), createCommandExecutor(log)]
  const id = randomUUID()
  await executor.execute(context(), { aggregate: counter, id, decide: add(9) })
  await rival.execute(context(), { aggregate: counter, id, decide: add(-9) })
  calls.reads = 0
  const outcome = await executor.execute(context(), { aggregate: counter, id, decide: add(5) })
  expect(outcome).toMatchObject({ row: { total: 5 } })
  expect(calls.reads).toBe(1)
})

test('"already so" is never said on remembered state', async () => {
  const executor = createCommandExecutor(log)
  const rival = createCommandExecutor(log)
  const id = randomUUID()
  const reach =
    (goal: number) =>
    (total: number): Decision<CounterEvent> =>
      total === goal ? [] : [counted(goal - total)]
  await executor.execute(context(), { aggregate: counter, id, decide: reach(4) })
  await rival.execute(context(), { aggregate: counter, id, decide: reach(1) })
  const outcome = await executor.execute(context(), { aggregate: counter, id, decide: reach(4) })
  expect(outcome).toMatchObject({ row: { total: 4 }, revision: 2 })
})

test('commands on one aggregate queue: fifty at once meet no conflict and keep the bound', async () => {
  const { watched, calls } = watchedLog()
  const executor = createCommandExecutor(watched)
  const id = randomUUID()
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, () => executor.execute(context(), { aggregate: counter, id, decide: add(1) })),
  )
  expect(outcomes.filter((outcome) => !isRefusal(outcome))).toHaveLength(BOUND)
  expect([calls.appends, await totalOf(id)]).toEqual([BOUND, BOUND])
})

test('one aggregate that waits holds no other up', async () => {
  const executor = createCommandExecutor(log)
  const gate = Promise.withResolvers<undefined>()
  const waiting = executor.execute(context(), {
    aggregate: counter,
    id: randomUUID(),
    decide: add(1),
    beforeAppend: () => gate.promise,
  })
  expect(await executor.execute(context(), { aggregate: counter, id: randomUUID(), decide: add(1) })).toMatchObject({
    revision: 0,
  })
  gate.resolve(undefined)
  expect(await waiting).toMatchObject({ revision: 0 })
})

test('a repeat under its key gets the first answer, from any process, also after others went on', async () => {
  const id = randomUUID()
  const repeated = context({ fingerprint: 'body' })
  const run = (executor = createCommandExecutor(log)) =>
    executor.execute(repeated, { aggregate: counter, id, decide: add(2) })
  const first = await run()
  const warm = createCommandExecutor(log)
  await warm.execute(context(), { aggregate: counter, id, decide: add(3) })
  for (const executor of [createCommandExecutor(log), warm])
    expect(await run(executor)).toMatchObject({ row: { total: 2, revision: 0 }, revision: 0, events: [] })
  expect(isRefusal(first)).toBe(false)
  expect(await totalOf(id)).toBe(5)
})

test('fifty repeats at once, spread over two processes, make one event and equal answers', async () => {
  const executors = [createCommandExecutor(log), createCommandExecutor(log)]
  const id = randomUUID()
  const repeated = context({ fingerprint: 'body' })
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      executors[index % 2]!.execute(repeated, { aggregate: counter, id, isNew: true, decide: add(2) }),
    ),
  )
  expect(new Set(outcomes.map((outcome) => (isRefusal(outcome) ? outcome.refused : outcome.revision)))).toEqual(
    new Set([0]),
  )
  expect(await log.readStream(`counter-${id}`)).toHaveLength(1)
})

test('a key that was used for another body is refused', async () => {
  const executor = createCommandExecutor(log)
  const id = randomUUID()
  const first = context({ fingerprint: 'body' })
  await executor.execute(first, { aggregate: counter, id, decide: add(2) })
  const outcome = await executor.execute({ ...first, fingerprint: 'other' }, { aggregate: counter, id, decide: add(3) })
  expect(outcome).toMatchObject({ refused: 'idempotency-key-reused' })
  expect(await totalOf(id)).toBe(2)
})

test('an append whose answer got lost is found by its repeat', async () => {
  const losing: EventLog = {
    ...log,
    append: async (...args) => {
      await log.append(...args)
      throw Object.assign(new Error('the answer got lost'), { type: 'append-timed-out' })
    },
  }
  const id = randomUUID()
  const repeated = context({ fingerprint: 'body' })
  await expect(
    createCommandExecutor(losing).execute(repeated, { aggregate: counter, id, decide: add(2) }),
  ).rejects.toMatchObject({ type: 'append-timed-out' })
  expect(await createCommandExecutor(log).execute(repeated, { aggregate: counter, id, decide: add(2) })).toMatchObject({
    row: { total: 2 },
    revision: 0,
  })
  expect(await totalOf(id)).toBe(2)
})

test('an update on another revision than the one that was seen is refused, whatever was remembered', async () => {
  const [executor, rival] = [createCommandExecutor(log), createCommandExecutor(log)]
  const id = randomUUID()
  await executor.execute(context(), { aggregate: counter, id, decide: add(1) })
  await rival.execute(context(), { aggregate: counter, id, decide: add(1) })
  const on = (ifMatch: number) => executor.execute(context({ ifMatch }), { aggregate: counter, id, decide: add(1) })
  expect(await on(0)).toMatchObject({ refused: 'precondition-failed' })
  expect(await on(Number.NaN)).toMatchObject({ refused: 'precondition-failed' })
  expect(await on(1)).toMatchObject({ revision: 2 })
})

test('facts are read up to the end of the stream', async () => {
  const [executor, rival] = [createCommandExecutor(log), createCommandExecutor(log)]
  const id = randomUUID()
  expect(await executor.facts(counter, id)).toMatchObject({ state: 0, revision: -1 })
  await executor.execute(context(), { aggregate: counter, id, decide: add(1) })
  await rival.execute(context(), { aggregate: counter, id, decide: add(1) })
  expect(await executor.facts(counter, id)).toMatchObject({ state: 2, revision: 1 })
})

test('a command about an erased person is refused, not failed, and leaves the aggregate as it was', async () => {
  const keys = createMemoryKeyRing()
  const erasing = createEventLog(server.connectionString, createCodec(keys, madeUpDefinition))
  const executor = createCommandExecutor(erasing)
  const id = randomUUID()
  const command = { aggregate: counter, id, decide: add(1) }
  expect(await executor.execute(context(), command)).toMatchObject({ revision: 0 })
  await keys.destroy('person-1')
  for (let time = 0; time < 2; time++)
    expect(await executor.execute(context(), command)).toMatchObject({ refused: 'person-erased' })
  // Files are sealed before their event is.
  const beforeAppend = () => keys.keyForWriting('person-1').then(() => undefined)
  expect(await executor.execute(context(), { ...command, beforeAppend })).toMatchObject({ refused: 'person-erased' })
  expect((await erasing.readStream(`counter-${id}`)).length).toBe(1)
  await erasing.dispose()
})

test('a decision that throws fails its own command only', async () => {
  const executor = createCommandExecutor(log)
  const id = randomUUID()
  const failing = executor.execute(context(), {
    aggregate: counter,
    id,
    decide: () => {
      throw new Error('a defect')
    },
  })
  await expect(failing).rejects.toThrow('a defect')
  expect(await executor.execute(context(), { aggregate: counter, id, decide: add(1) })).toMatchObject({ revision: 0 })
})

test('a store that let both win would break the bound: the tests above notice', async () => {
  const careless: EventLog = { ...log, append: (stream, _expected, ...rest) => log.append(stream, 'any', ...rest) }
  const [one, other] = [createCommandExecutor(careless), createCommandExecutor(careless)]
  const id = randomUUID()
  await Promise.all(
    [one, other].map((executor) => executor.execute(context(), { aggregate: counter, id, decide: add(8) })),
  )
  expect(await totalOf(id)).toBeGreaterThan(BOUND)
})

test('facts that many ask for at once are read in one look, and who asks after a write sees it', async () => {
  const { watched, calls } = watchedLog()
  const executor = createCommandExecutor(watched)
  const id = randomUUID()
  const asked = Array.from({ length: 50 }, () => executor.facts(counter, id))
  await Promise.all(asked)
  expect(calls.reads).toBe(1)

  // A look is under way; a rival writes; whoever asks then does not get what was read before.
  const early = executor.facts(counter, id)
  await createCommandExecutor(log).execute(context(), { aggregate: counter, id, decide: add(2) })
  const late = await Promise.all(Array.from({ length: 50 }, () => executor.facts(counter, id)))
  await early
  expect(late.every(({ state }) => state === 2)).toBe(true)
})
