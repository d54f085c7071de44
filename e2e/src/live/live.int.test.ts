import { expect, test } from '@jest/globals'
import { tortureLiveUpdates } from './live-torture.ts'

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)

test('W-43 clients that are cut again and again hear of every change once, in order, and of nothing that is not theirs', async () => {
  console.log(`torture: live updates, seed ${seed}`)
  const report = await tortureLiveUpdates({
    seed,
    shape: 'one-process',
    changes: 150,
    cuts: 8,
    width: 4,
    say: () => undefined,
  })
  expect({ seed, violations: report.violations }).toEqual({ seed, violations: [] })
  for (const { name, cuts, changes } of report.clients)
    expect({ name, cuts, heard: changes > 0 }).toEqual({ name, cuts: 8, heard: true })
}, 300_000)
