import { expect, test } from '@jest/globals'
import { tortureRecruiters } from './recruiters-torture.ts'

test('recruiters on the same interviews: one winner per version, no double booking, screens equal a recount', async () => {
  const report = await tortureRecruiters({
    seed: 20_260_316,
    shape: 'one-process',
    seconds: 8,
    recruiters: 10,
    candidates: 5,
    places: 8,
    say: () => undefined,
  })
  expect(report.violations).toEqual([])
  expect(report.events.calendar).toBeGreaterThan(20)
}, 240_000)
