import { setTimeout as delay } from 'node:timers/promises'
import type { Client } from '../testing/client.ts'
import type { Random } from '../testing/random.ts'
import type { Barrier } from './barrier.ts'
import { type Entry, type History, said, settledOf } from './history.ts'
import { nextOperation, type Operation } from './workload.ts'
import { logInPatiently, type World } from './world.ts'

export type Users = {
  /** So many virtual users act until so many writes are settled; `onBegin` is told of each write before it is sent. */
  act(operations: number, atOnce: number, onBegin: (begun: number) => void): Promise<void>
  /** Writes whose outcome nobody knows at this moment. */
  pending(): readonly Entry[]
  /** The system does not come back: what is in hand stays unsettled. */
  giveUp(): void
}

const TRY_MS = 15_000
const SETTLE_WITHIN_MS = 120_000
const PAUSE_MS = 100
const REPEATED = 0.15

/** Virtual users that write, repeat what got no answer under the same key, and sometimes what did. */
export function createUsers(options: {
  client: Client
  world: World
  history: History
  barrier: Barrier
  random: Random
}): Users {
  const { client, world, history, barrier, random } = options
  const pending = new Set<Entry>()
  let isHopeless = false

  const send = (operation: Operation) =>
    client.call(operation.method, operation.path, { timeoutMs: TRY_MS, ...operation.call })

  const settle = async (operation: Operation, entry: Entry): Promise<void> => {
    const deadline = performance.now() + SETTLE_WITHIN_MS
    for (;;) {
      const answer = said(await send(operation))
      entry.tries.push(answer)
      if (answer.outcome !== 'unknown') return
      pending.add(entry)
      if (isHopeless || performance.now() > deadline) return
      // Whoever was killed has to be back first: until then the log is looked at, and nobody writes.
      await delay(PAUSE_MS)
      await barrier.passed()
    }
  }

  const actOnce = async (user: Random): Promise<void> => {
    const operation = nextOperation(world, user)
    const entry = history.begin({
      kind: operation.kind,
      intent: operation.intent,
      idempotencyKey: operation.call.idempotencyKey,
      commandId: operation.commandId,
      stream: operation.stream,
      wanted: operation.wanted,
    })
    await settle(operation, entry)
    pending.delete(entry)
    if (settledOf(entry)?.outcome === 'ok') {
      operation.learn?.(world)
      if (user.chance(REPEATED)) entry.repeat = said(await send(operation))
    }
    history.note(entry)
    const newcomer = world.newcomers.shift()
    if (newcomer !== undefined) world.candidates.push(await logInPatiently(client, newcomer))
  }

  return {
    pending: () => [...pending],
    giveUp: () => {
      isHopeless = true
    },
    act: async (operations, atOnce, onBegin) => {
      let begun = 0
      const worker = async (user: Random) => {
        while (begun < operations && !isHopeless) {
          begun += 1
          await barrier.passed()
          onBegin(begun)
          await actOnce(user)
        }
      }
      await Promise.all(Array.from({ length: atOnce }, (_, index) => worker(random.fork(`user ${index}`))))
    },
  }
}
