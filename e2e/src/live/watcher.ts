import { type EventStreamClient, openEventStream } from '@one-hcm/platform/testing/event-stream-client'
import { type Client, expectStatus, type Origins, textAt } from '../testing/client.ts'
import type { Person } from '../testing/people.ts'
import type { Random } from '../testing/random.ts'
import type { Heard } from './check-stream.ts'

/** A client as a user interface is one: it comes back with its last id whenever its stream ends, at any instance. */
export type Watcher = {
  heard: readonly Heard[]
  cuts(): number
  /** Breaks the stream off; it is opened again at once. */
  cut(): Promise<void>
  /** Resolves once it has heard of a position, or of a later one. */
  reached(position: bigint): Promise<void>
  stop(): Promise<void>
}

export async function startWatcher(options: {
  client: Client
  origins: Origins
  person: Person
  random: Random
}): Promise<Watcher> {
  const { client, origins, person, random } = options
  const heard: Heard[] = []
  let stream: EventStreamClient
  let taken = 0
  let cuts = 0
  let stopped = false

  /** What came since the last look, complete messages alone. */
  const take = () => {
    for (const { id, event, data } of stream.messages.slice(taken))
      if (event === 'change') heard.push({ id, changes: (data as { changes: Heard['changes'] }).changes })
    taken = stream.messages.length
  }

  const open = async (lastEventId?: string): Promise<void> => {
    const origin = random.pick(origins.query)
    const asParameter = random.chance(0.3)
    const query = new URLSearchParams(lastEventId !== undefined && asParameter ? { last_event_id: lastEventId } : {})
    const headers: Record<string, string> =
      lastEventId !== undefined && !asParameter ? { 'Last-Event-ID': lastEventId } : {}
    // As browsers do, which send no headers of their own, or as everybody else.
    if (random.chance(0.5)) {
      const ticket = expectStatus(await client.post('/api/v1/live/tickets', { token: person.token }), 201)
      query.set('ticket', textAt(ticket, 'ticket'))
    } else headers.Authorization = `Bearer ${person.token}`
    stream = await openEventStream(`${origin}/api/v1/live/events?${query}`, headers)
    if (stream.status !== 200) throw new Error(`The stream was answered ${stream.status}`)
    taken = 0
    await stream.until((messages) => messages.length > 0, 30_000)
  }

  await open()
  return {
    heard,
    cuts: () => cuts,
    cut: async () => {
      stream.cut()
      await stream.ended
      take()
      cuts += 1
      if (!stopped) await open(stream.lastEventId())
    },
    reached: async (position) => {
      await stream.until(() => BigInt(stream.lastEventId()) >= position, 60_000)
      take()
    },
    stop: async () => {
      stopped = true
      take()
      stream.cut()
      await stream.ended
    },
  }
}
