import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { forEachAtOnce } from './for-each-at-once.ts'

async function* numbers(count: number) {
  for (let number = 0; number < count; number += 1) yield number
}

test('all items are worked on, never more than the bound at once, and the end waits for the last', async () => {
  const done: number[] = []
  let [running, most] = [0, 0]
  await forEachAtOnce(numbers(20), 3, async (number) => {
    running += 1
    most = Math.max(most, running)
    await turn()
    running -= 1
    done.push(number)
  })
  expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, number) => number))
  expect(most).toBe(3)
})
