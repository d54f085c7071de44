import { expect, test } from '@jest/globals'
import { cpuPercent, createSystemUsage } from './system-usage.ts'

test.each([
  [{ idle: 100, total: 200 }, { idle: 150, total: 300 }, 50],
  [{ idle: 100, total: 200 }, { idle: 100, total: 300 }, 100],
  [{ idle: 100, total: 200 }, { idle: 200, total: 300 }, 0],
  [{ idle: 100, total: 200 }, { idle: 100, total: 200 }, 0],
])('the processors from %j to %j were in use for %d percent', (before, after, percent) =>
  expect(cpuPercent(before, after)).toBe(percent),
)

test('memory in use and left make up the whole', () => {
  const usage = createSystemUsage()()
  expect(usage.memory_used_mb).toBeGreaterThan(0)
  expect(usage.memory_percent).toBeCloseTo(
    (usage.memory_used_mb / (usage.memory_used_mb + usage.memory_available_mb)) * 100,
    0,
  )
})
