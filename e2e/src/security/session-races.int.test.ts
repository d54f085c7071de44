import { expect, test } from '@jest/globals'
import { tortureSessions } from './session-torture.ts'

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)

test('S1, S2, S3, S5: refreshes, reuses and logouts at once and kill -9 in between: accepted after revocation 0', async () => {
  console.log(`torture: sessions, seed ${seed}`)
  const report = await tortureSessions({
    seed,
    shape: 'one-process',
    attempts: 600,
    kills: 2,
    width: 12,
    sessionsPerRound: 36,
    say: () => undefined,
  })
  expect({ seed, violations: report.violations }).toEqual({ seed, violations: [] })
  expect(report.acceptedAfterRevocation).toBe(0)
  expect(report.sessions.closed).toBeGreaterThan(0)
}, 300_000)
