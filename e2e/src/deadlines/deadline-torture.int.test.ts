import { expect, test } from '@jest/globals'
import { tortureDeadlines } from './deadline-torture.ts'

test('offers that end, move and open again while everything is killed: each deadline once, no offer left open', async () => {
  const seed = Date.now() % 1_000_000
  console.log(`torture: deadlines, seed ${seed}`)
  const report = await tortureDeadlines({ seed, shape: 'one-process', offers: 6, kills: 3, say: () => undefined })
  expect({ seed, violations: report.violations }).toEqual({ seed, violations: [] })
  expect(report.reached).toBeGreaterThan(0)
}, 300_000)
