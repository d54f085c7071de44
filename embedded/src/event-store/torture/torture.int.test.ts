import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jsonEvent } from '@eventstore/db-client'
import { describe, expect, test } from '@jest/globals'
import { canInject } from './faults.ts'
import { Ledger } from './ledger.ts'
import { tortureEventStore } from './torture.ts'

test(`§11.3 nothing acknowledged is lost, ${canInject() ? 'with' : 'without (no strace here)'} faults at system calls`, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'event-store-torture-test-'))
  const seed = Number(process.env.TORTURE_SEED ?? Date.now() % 1_000_000)
  try {
    const report = await tortureEventStore({ seed, kills: 6, directory })
    expect(report).toMatchObject({ seed, lost: 0, gaps: 0, repeats: 0, problems: [] })
    expect(report.acknowledged).toBeGreaterThan(0)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}, 90_000)

describe('the checker itself notices', () => {
  const events = [1, 2].map(() => jsonEvent({ type: 't', data: {} }))
  const promised = () => {
    const ledger = new Ledger()
    const attempt = ledger.attempt('s', events)
    ledger.acknowledge(attempt, { success: true, nextExpectedRevision: 1n, position: { commit: 2n, prepare: 2n } })
    return ledger
  }
  const stored = events.map(({ id }, index) => ({
    id,
    stream: 's',
    revision: BigInt(index),
    position: BigInt(index + 1),
  }))

  test('nothing in a log that keeps its promises', () => {
    const ledger = promised()
    ledger.check(stored)
    expect(ledger.problems).toEqual([])
  })

  test('a lost event', () => {
    const ledger = promised()
    ledger.check(stored.slice(0, 1))
    expect(ledger.lost).toBe(1)
  })

  test('a gap', () => {
    const ledger = promised()
    ledger.check(stored.map((event) => ({ ...event, position: event.position * 2n })))
    expect(ledger.gaps).toBeGreaterThan(0)
  })

  test('a repeated event', () => {
    const ledger = promised()
    ledger.check([...stored, { ...stored[1]!, revision: 2n, position: 3n }])
    expect(ledger.repeats).toBe(1)
  })

  test('an event that a subscriber saw and that is no more', () => {
    const ledger = promised()
    const position = { commit: 3n, prepare: 3n }
    ledger.deliver({ event: { id: 'x', position } } as never)
    ledger.check(stored)
    expect(ledger.problems).toEqual(['Position 3 was shown to a subscriber and is gone.'])
  })

  test('a retry that is answered differently', () => {
    const ledger = new Ledger()
    const attempt = ledger.attempt('s', events)
    for (const commit of [2n, 3n]) {
      ledger.acknowledge(attempt, { success: true, nextExpectedRevision: 1n, position: { commit, prepare: commit } })
    }
    expect(ledger.problems).toHaveLength(1)
  })
})
