import { EventStoreDBClient, type JSONEventData, jsonEvent, START } from '@eventstore/db-client'
import type { Random } from '../testing/random.ts'
import type { Attempt, Ledger } from './ledger.ts'

/** An append without an answer, to be repeated with the same ids until it has one. */
export interface Unanswered {
  attempt: Attempt
  events: JSONEventData[]
}

export interface Load {
  /** Ends the load; resolves with the appends whose outcome nobody knows. */
  stop(): Promise<Unanswered[]>
}

const writers = 16
/** Bounds the size of the log, and with it the time of a long torture. */
const maxAppends = 1500
/** After a kill some answers never come (§1.5); the append is then repeated against the next node. */
const patienceMs = 3000

/**
 * Appends and reads until the node dies: first the unanswered appends of the time before, then new ones of mostly
 * one to five events to twelve streams, while a subscriber follows `$all`.
 */
export function startLoad(connectionString: string, ledger: Ledger, random: Random, before: Unanswered[]): Load {
  const client = EventStoreDBClient.connectionString(connectionString)
  const unanswered = [...before]
  const stillUnanswered: Unanswered[] = []
  let isStopping = false
  let left = maxAppends

  const writer = async (): Promise<void> => {
    while (!isStopping && left-- > 0) {
      const work = unanswered.shift() ?? propose(ledger, random)
      try {
        const result = await patiently(client.appendToStream(work.attempt.stream, work.events))
        ledger.acknowledge(work.attempt, result)
      } catch {
        stillUnanswered.push(work)
        return
      }
    }
  }
  const subscription = client.subscribeToAll({ fromPosition: START })
  subscription.on('data', (event) => ledger.deliver(event)).on('error', () => {})
  const working = Promise.all(Array.from({ length: writers }, writer))
  return {
    stop: async () => {
      isStopping = true
      await working
      await subscription.unsubscribe().catch(() => {})
      await client.dispose()
      return [...stillUnanswered, ...unanswered]
    },
  }
}

function propose(ledger: Ledger, random: Random): Unanswered {
  const stream = `torture-${random.between(0, 11)}`
  // Now and then an append so large that its transaction is executed while it is still being written down.
  const isLarge = random.next() < 0.01
  const count = isLarge ? random.between(200, 500) : random.between(1, 5)
  const events = Array.from({ length: count }, () =>
    jsonEvent({ type: 'tortured', data: { padding: 'x'.repeat(random.between(0, isLarge ? 50 : 2000)) } }),
  )
  return { attempt: ledger.attempt(stream, events), events }
}

function patiently<Result>(promise: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('No answer.')), patienceMs)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
