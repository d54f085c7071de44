import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { anonymousMemoryMiB, benchEventStore } from './bench.ts'

test('the benchmark measures both servers and leaves nothing behind', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'event-store-bench-test-'))
  try {
    const results = await benchEventStore({ appends: 100, reads: 80, rounds: 1, directory })
    expect(results.map(({ name }) => name)).toEqual(['durable appends, 64 in flight', 'events read from $all'])
    for (const { node, noOp, ratio } of results) {
      expect(node).toBeGreaterThan(0)
      expect(noOp).toBeGreaterThan(0)
      expect(ratio).toBeCloseTo(node / noOp)
    }
    expect(readdirSync(directory)).toEqual([])
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
})

test('memory is told on Linux, and unknown for processes that are not', () => {
  if (process.platform === 'linux') expect(anonymousMemoryMiB(process.pid)).toBeGreaterThan(1)
  expect(anonymousMemoryMiB(2 ** 30)).toBeUndefined()
})
