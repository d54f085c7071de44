import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Inbox } from '../inbox.ts'
import { until } from './until.ts'

/** One process of a consumer. */
export type InboxProcess = {
  inbox: Inbox
  /** Ends it as `kill -9` would: whatever its handlers still do, nobody hears of it. */
  crash(): Promise<void>
}

export type InboxHarness = {
  /** Starts another process on the same consumer. */
  open(): Promise<InboxProcess>
  /** Lets events happen, in this order; resolves once no crash can lose them. */
  publish(events: readonly { stream: string; type?: string; data: unknown }[]): Promise<void>
  close(): Promise<void>
}

export type InboxWorld = { consumer: string; eventTypes: readonly string[]; retryDelaysMs: readonly number[] }

export const world: InboxWorld = { consumer: 'reader', eventTypes: ['Noted', 'NeverDeclared'], retryDelaysMs: [30] }
const { consumer, eventTypes } = world

const note = (stream: string, text: string) => ({ stream: `note-${stream}`, data: { text } })
const textOf = (event: { data: object }) => (event.data as { text: string }).text

/** What every inbox promises, whatever carries the events. */
export function inboxSuite(start: () => Promise<InboxHarness>): void {
  let harness: InboxHarness
  /** Handlers that hang are let go at the end of the test. */
  let letGo: () => void
  let hanging: Promise<void>

  beforeEach(async () => {
    hanging = new Promise((resolve) => {
      letGo = resolve
    })
    harness = await start()
  })
  afterEach(async () => {
    letGo()
    await harness?.close()
  })

  test('each event that is wanted arrives, those of a stream in order, others are passed over', async () => {
    const seen: string[] = []
    const { inbox } = await harness.open()
    await inbox
      .consume({ consumer, eventTypes, handle: async (event) => void seen.push(`${event.stream} ${textOf(event)}`) })
      .start()
    const events = Array.from({ length: 60 }, (_, n) => note(String(n % 3), String(n)))
    await harness.publish([...events, { stream: 'note-0', type: 'Filed', data: {} }, note('end', 'end')])
    // At least once is what is promised: a connection renewed meanwhile brings some again, so first arrivals count.
    const first = () => [...new Set(seen)]
    await until('all have arrived', () => first().length === 61)
    for (const stream of ['note-0', 'note-1', 'note-2'])
      expect(first().filter((line) => line.startsWith(stream))).toEqual(
        events.filter((event) => event.stream === stream).map(({ data }) => `${stream} ${data.text}`),
      )
    expect(seen).toContain('note-end end')
  })

  test('a handled event brings its place in the log along', async () => {
    const seen: { revision: number; position: bigint; id: string; metadata: unknown }[] = []
    const { inbox } = await harness.open()
    await inbox.consume({ consumer, eventTypes, handle: async (event) => void seen.push(event) }).start()
    await harness.publish([note('a', '0'), note('a', '1')])
    await until('both have arrived', () => seen.length === 2)
    expect(seen.map(({ revision }) => revision)).toEqual([0, 1])
    expect(seen[1]!.position > seen[0]!.position).toBe(true)
    expect(seen[0]!.metadata).toMatchObject({ actor: { id: 'tester' } })
  })

  test('a failed event is tried again after others, and forgotten once it succeeds', async () => {
    const seen: string[] = []
    let failures = 2
    const { inbox } = await harness.open()
    const handle = async (event: { data: object }) => {
      if (textOf(event) === 'shaky' && failures-- > 0) throw new Error('not yet')
      seen.push(textOf(event))
    }
    await inbox.consume({ consumer, eventTypes, handle, attemptsMax: 3 }).start()
    await harness.publish([note('a', 'shaky'), note('b', 'sound'), note('a', 'later')])
    await until('all are handled', () => seen.length === 3)
    expect(seen.at(-1)).toBe('shaky')
    expect(await inbox.deadLetters(consumer, 10)).toEqual([])
  })

  test('poison ends as dead letters with reasons and stops nobody else', async () => {
    const seen: string[] = []
    const tries: string[] = []
    const { inbox } = await harness.open()
    const handle = async (event: { data: object }) => {
      if (textOf(event) === 'poison') {
        tries.push(textOf(event))
        throw new Error('cannot be had')
      }
      seen.push(textOf(event))
    }
    await inbox.consume({ consumer, eventTypes, handle, attemptsMax: 3, prefetch: 2 }).start()
    await harness.publish([
      note('a', 'poison'),
      { stream: 'note-b', data: { text: 5 } },
      { stream: 'note-c', type: 'NeverDeclared', data: { text: 'secret' } },
      ...Array.from({ length: 20 }, (_, n) => note(`n${n}`, `sound ${n}`)),
    ])
    await until('neighbours are handled', () => seen.length === 20)
    await until('poison is dead', async () => (await inbox.deadLetters(consumer, 10)).length === 3)
    expect(tries).toHaveLength(3)
    const letters = await inbox.deadLetters(consumer, 10)
    expect(
      letters.map(({ stream, eventType, reason, attempts, revision }) => [
        stream,
        eventType,
        reason,
        attempts,
        revision,
      ]),
    ).toEqual([
      ['note-a', 'Noted', 'Error: cannot be had', 3, 0],
      ['note-b', 'Noted', expect.stringContaining('Unprocessable'), 1, 0],
      ['note-c', 'NeverDeclared', expect.stringContaining('unknown event type'), 1, 0],
    ])
    for (const { deadSince, eventId, consumer: name } of letters) {
      expect(deadSince).toMatch(/^\d{4}-\d\d-\d\dT[\d:]+\.\d{3}Z$/)
      expect(eventId).toMatch(/^[0-9a-f-]{36}$/)
      expect(name).toBe(consumer)
    }
    expect(await inbox.deadLetters(consumer, 2)).toHaveLength(2)
    expect(await inbox.deadLetters('somebody-else', 2)).toEqual([])
  })

  test('dead letters are handed over again in order of the log, with all their tries', async () => {
    const seen: string[] = []
    let tries = 0
    let repaired = false
    const { inbox } = await harness.open()
    const handle = async (event: { data: object }) => {
      tries += 1
      if (!repaired) throw new Error('broken')
      seen.push(textOf(event))
    }
    await inbox.consume({ consumer, eventTypes, handle, attemptsMax: 2 }).start()
    await harness.publish([1, 2, 3, 4, 5].map((n) => note('a', String(n))))
    await until('all are dead', async () => (await inbox.deadLetters(consumer, 10)).length === 5)
    expect(tries).toBe(10)

    expect(await (await harness.open()).inbox.redrive(consumer)).toBe(5)
    await until('all are dead again', async () => tries === 20 && (await inbox.deadLetters(consumer, 10)).length === 5)
    repaired = true
    expect(await inbox.redrive(consumer)).toBe(5)
    await until('all are handled', () => seen.length === 5)
    expect(seen).toEqual(['1', '2', '3', '4', '5'])
    await until('none is dead', async () => (await inbox.deadLetters(consumer, 10)).length === 0)
    expect(await inbox.redrive(consumer)).toBe(0)
  })

  test('no more than the given number is in hand, and of one stream only one', async () => {
    let inHand = 0
    let most = 0
    let finished = 0
    const streams = new Map<string, number>()
    let sharedStream = false
    const { inbox } = await harness.open()
    const handle = async (event: { stream: string }) => {
      const others = streams.get(event.stream) ?? 0
      sharedStream ||= others > 0
      streams.set(event.stream, others + 1)
      most = Math.max(most, ++inHand)
      await new Promise((resolve) => setTimeout(resolve, 3))
      inHand -= 1
      streams.set(event.stream, others)
      finished += 1
    }
    await inbox.consume({ consumer, eventTypes, handle, prefetch: 4 }).start()
    await harness.publish(Array.from({ length: 60 }, (_, n) => note(String(n % 6), String(n))))
    await until('all are handled', () => finished === 60)
    expect(most).toBe(4)
    expect(sharedStream).toBe(false)
  })

  test('a clean stop finishes what is in hand; the next process goes on without repeating it', async () => {
    const seen: string[] = []
    const first = await harness.open()
    let entered: () => void = () => {}
    const inside = new Promise<void>((resolve) => {
      entered = resolve
    })
    const slow = first.inbox.consume({
      consumer,
      eventTypes,
      prefetch: 1,
      handle: async (event) => {
        entered()
        await hanging
        seen.push(textOf(event))
      },
    })
    await slow.start()
    await harness.publish([1, 2, 3].map((n) => note(String(n), String(n))))
    await inside
    const stopped = slow.stop()
    letGo()
    await stopped
    const before = seen.length
    expect(before).toBeGreaterThanOrEqual(1)

    const second = await harness.open()
    await second.inbox
      .consume({ consumer, eventTypes, prefetch: 1, handle: async (event) => void seen.push(textOf(event)) })
      .start()
    await until('the rest is handled', () => seen.length >= 3)
    expect(seen.sort()).toEqual(['1', '2', '3'])
  })

  test('a crash loses nothing', async () => {
    const seen = new Set<string>()
    const first = await harness.open()
    let begun = 0
    await first.inbox
      .consume({
        consumer,
        eventTypes,
        prefetch: 5,
        handle: async (event) => {
          begun += 1
          if (begun > 7) return hanging
          seen.add(textOf(event))
        },
      })
      .start()
    const texts = Array.from({ length: 30 }, (_, n) => String(n))
    await harness.publish(texts.map((text) => note(text, text)))
    await until('some hang', () => begun > 7)
    await first.crash()

    const second = await harness.open()
    await second.inbox.consume({ consumer, eventTypes, handle: async (event) => void seen.add(textOf(event)) }).start()
    await until('all are handled', () => seen.size === texts.length)
  })

  test('an event that ends the process again and again dies, its neighbours do not', async () => {
    const seen = new Set<string>()
    let crashes = 0
    let reached: (() => void) | undefined
    const handle = async (event: { data: object }) => {
      if (textOf(event) !== 'lethal') {
        // Slower than the lethal one, so that those in hand beside it die with it.
        await new Promise((resolve) => setTimeout(resolve, 10))
        return void seen.add(textOf(event))
      }
      crashes += 1
      reached?.()
      return hanging
    }
    await harness.publish(Array.from({ length: 12 }, (_, n) => note(String(n), n === 4 ? 'lethal' : `sound ${n}`)))
    const observer = (await harness.open()).inbox
    const dead = () => observer.deadLetters(consumer, 100)

    let letters = await dead()
    for (let round = 0; letters.length === 0; round += 1) {
      if (round > 60) throw new Error(`still alive after ${crashes} crashes`)
      const process = await harness.open()
      const hit = new Promise<void>((resolve) => {
        reached = resolve
      })
      await process.inbox.consume({ consumer, eventTypes, handle, attemptsMax: 3, prefetch: 6 }).start()
      let over = false
      const died = until('it is dead', async () => over || (await dead()).length > 0)
      await Promise.race([hit, died])
      over = true
      await died
      await process.crash()
      letters = await dead()
    }
    expect(crashes).toBeGreaterThan(1)
    expect(letters).toMatchObject([{ stream: 'note-4', reason: expect.stringContaining('the process ended') }])

    await (await harness.open()).inbox.consume({ consumer, eventTypes, handle }).start()
    await until('neighbours are handled', () => seen.size === 11)
    await until('only the lethal one is dead', async () => (await dead()).length === 1)
  })
}
