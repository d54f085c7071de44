import { expect, test } from '@jest/globals'
import { createLanes, forEachBounded } from './lanes.ts'

const gate = () => Promise.withResolvers<void>()

test('a lane keeps its order, also past a failure, and does not wait for other lanes', async () => {
  const lanes = createLanes()
  const seen: string[] = []
  const first = gate()
  const failing = lanes.run('a', async () => {
    await first.promise
    seen.push('a1')
    throw new Error('no')
  })
  const after = lanes.run('a', async () => {
    seen.push('a2')
  })
  await lanes.run('b', async () => {
    seen.push('b1')
  })
  expect(seen).toEqual(['b1'])
  first.resolve()
  await expect(failing).rejects.toThrow('no')
  await after
  expect(seen).toEqual(['b1', 'a1', 'a2'])
})

test('bounded work never exceeds its bound and takes items in order', async () => {
  let atOnce = 0
  let most = 0
  const taken: number[] = []
  const started = await forEachBounded(
    [1, 2, 3, 4, 5],
    2,
    async (item) => {
      taken.push(item)
      most = Math.max(most, ++atOnce)
      await Promise.resolve()
      atOnce -= 1
    },
    () => false,
  )
  expect({ started, taken, most }).toEqual({ started: 5, taken: [1, 2, 3, 4, 5], most: 2 })
})

test('bounded work that is told to stop finishes what it has begun and says how far it came', async () => {
  let stop = false
  const finished: number[] = []
  const started = await forEachBounded(
    [1, 2, 3, 4],
    2,
    async (item) => {
      stop = true
      await Promise.resolve()
      finished.push(item)
    },
    () => stop,
  )
  expect(started).toBe(1)
  expect(finished).toEqual([1])
})
