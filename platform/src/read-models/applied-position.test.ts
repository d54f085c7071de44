import { expect, test } from '@jest/globals'
import type { Listener } from '../postgres/listener.ts'
import { APPLIED_CHANNEL, appliedPayload, followAppliedPosition } from './applied-position.ts'

/** A listener whose notifications the test sends; `connected` is what a new connection does. */
function manualListener() {
  let callback: (payload: string | undefined) => void = () => {}
  const listener: Listener = {
    on: (channel, given) => {
      expect(channel).toBe(APPLIED_CHANNEL)
      callback = given
    },
    start: async () => {},
    stop: async () => {},
  }
  return {
    listener,
    announce: (position: bigint, lagMs = 0) => callback(appliedPayload(position, lagMs)),
    connected: () => callback(undefined),
  }
}

const never = () => new Promise<bigint>(() => {})
const soon = () => new Promise((resolve) => setImmediate(resolve))

test('who waits for a position goes on as soon as it is there, and not before', async () => {
  const { listener, announce } = manualListener()
  const applied = followAppliedPosition(listener, never)
  let done = false
  const waiting = applied.waitFor(10n, 1_000).then((visible) => {
    done = true
    return visible
  })
  announce(9n)
  await soon()
  expect(done).toBe(false)
  announce(10n)
  expect(await waiting).toBe(true)
  expect(await applied.waitFor(10n, 0)).toBe(true)
  expect(applied.current()).toBe(10n)
})

test('waiting is bounded, and a position that comes later disturbs nobody', async () => {
  const { listener, announce } = manualListener()
  const applied = followAppliedPosition(listener, never)
  expect(await applied.waitFor(1n, 20)).toBe(false)
  announce(1n)
  expect(await applied.waitFor(1n, 0)).toBe(true)
})

test('each new connection asks anew, since notifications may have been lost meanwhile', async () => {
  const { listener, connected } = manualListener()
  let stored = 5n
  const applied = followAppliedPosition(listener, async () => stored)
  connected()
  await soon()
  expect(applied.current()).toBe(5n)
  stored = 8n
  const waiting = applied.waitFor(8n, 1_000)
  connected()
  expect(await waiting).toBe(true)
})

test('an answer that is older than a notification that came meanwhile does not count', async () => {
  const { listener, connected, announce } = manualListener()
  const asked = Promise.withResolvers<bigint>()
  const applied = followAppliedPosition(listener, () => asked.promise)
  connected()
  announce(9n)
  asked.resolve(4n)
  await soon()
  expect(applied.current()).toBe(9n)
})

test('a generation that takes over a little behind its predecessor is believed: nothing newer is in it', async () => {
  const { listener, announce } = manualListener()
  const applied = followAppliedPosition(listener, never)
  announce(20n)
  announce(15n)
  expect(applied.current()).toBe(15n)
  expect(await applied.waitFor(16n, 10)).toBe(false)
})

test('the lag is unknown at first, then what was announced, growing while nothing is heard', async () => {
  const { listener, announce } = manualListener()
  const applied = followAppliedPosition(listener, never)
  expect(applied.behindMs()).toBe(Number.POSITIVE_INFINITY)
  announce(1n, 500)
  const first = applied.behindMs()
  expect(first).toBeGreaterThanOrEqual(500)
  expect(first).toBeLessThan(700)
  await new Promise((resolve) => setTimeout(resolve, 30))
  expect(applied.behindMs()).toBeGreaterThan(first)
})
