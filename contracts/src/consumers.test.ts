import { expect, test } from '@jest/globals'
import { consumers } from './consumers.ts'
import { eventDefinition } from './registry.ts'

test('consumers have names of their own that fit into a queue name', () => {
  const names = consumers.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[a-z][a-z-]*$/)
})

test('a consumer is declared for known event types only, each once', () => {
  for (const { eventTypes } of consumers) {
    expect(eventTypes.filter((type) => !eventDefinition(type))).toEqual([])
    expect(new Set(eventTypes).size).toBe(eventTypes.length)
  }
})
