import { describe, expect, test } from '@jest/globals'
import { etlRaw } from '@one-hcm/contracts/consumers'
import type { Recorded } from '@one-hcm/contracts/kernel/event'
import type { LakeObject, LakeStore } from '@one-hcm/platform/blobs/lake-store'
import type { Inbox, InboxOptions } from '@one-hcm/platform/broker/inbox'
import { silentLogger } from '@one-hcm/platform/logging/logger'
import { createMetrics } from '@one-hcm/platform/observability/metrics'
import { recorded } from '@one-hcm/platform/testing/given'
import { coalescing, createEtlWorker } from './etl-worker.ts'
import { createMemoryLog } from './testing/memory-log.ts'
import { jobOfferSamples, offerId } from './testing/samples.ts'

const stream = `jobOffer-${offerId}`
const eventOf = (index: number, ofStream = stream) =>
  recorded(ofStream, jobOfferSamples.JobOfferPublished, { index }) as Recorded

/** An exporter whose exports end when the test says so. */
function controlled() {
  const calls: { events: readonly Recorded[] | 'all'; finish(error?: Error): void }[] = []
  const exporter = {
    export: (_: unknown, events: readonly Recorded[] | 'all') =>
      new Promise<{ written: number; unchanged: number; stale: number }>((resolve, reject) => {
        calls.push({
          events,
          finish: (error) => (error ? reject(error) : resolve({ written: 1, unchanged: 0, stale: 0 })),
        })
      }),
  }
  return { calls, exporter }
}
const turn = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('events of one entity', () => {
  test('in one burst are exported together, and what comes meanwhile is one further export', async () => {
    const { calls, exporter } = controlled()
    const handle = coalescing(exporter)
    const first = [eventOf(0), eventOf(1)].map(handle)
    await turn()
    const second = [eventOf(2), eventOf(3), eventOf(4)].map(handle)
    await turn()
    expect(calls.map(({ events }) => events.length)).toEqual([2])
    calls[0]!.finish()
    await Promise.all(first)
    await turn()
    expect(calls.map(({ events }) => events.length)).toEqual([2, 3])
    calls[1]!.finish()
    await Promise.all(second)
  })

  test('do not wait for those of another', async () => {
    const { calls, exporter } = controlled()
    const handle = coalescing(exporter)
    const slow = handle(eventOf(0))
    const quick = handle(eventOf(1, 'jobOffer-other'))
    await turn()
    calls[1]!.finish()
    await quick
    calls[0]!.finish()
    await slow
  })

  test('that fail together are all reported as failed, and a later one has its own try', async () => {
    const { calls, exporter } = controlled()
    const handle = coalescing(exporter)
    const failing = Promise.allSettled([handle(eventOf(0)), handle(eventOf(1))])
    await turn()
    calls[0]!.finish(new Error('the lake is away'))
    expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    const again = handle(eventOf(0))
    await turn()
    calls[1]!.finish()
    await again
  })

  test('of streams that the lake does not show are passed over', async () => {
    const { calls, exporter } = controlled()
    await coalescing(exporter)(eventOf(0, 'session-1'))
    expect(calls).toEqual([])
  })
})

describe('the worker', () => {
  function open() {
    const consumed: InboxOptions[] = []
    const states: string[] = []
    const inbox = {
      consume: (options: InboxOptions) => {
        consumed.push(options)
        return { start: async () => void states.push('started'), stop: async () => void states.push('stopped') }
      },
    } as unknown as Inbox
    const written: LakeObject[] = []
    let broken = false
    const lake = {
      putIfNewer: async (object: LakeObject) => {
        if (broken) throw new Error('the lake is away')
        written.push(object)
        return 'written'
      },
    } as unknown as LakeStore
    const log = createMemoryLog()
    const metrics = createMetrics('etl-worker')
    const documents = { get: async () => undefined }
    const worker = createEtlWorker({ log, inbox, documents, lake, logger: silentLogger(), metrics })
    const breakLake = (now: boolean) => {
      broken = now
    }
    return { worker, consumed, states, written, log, metrics, breakLake }
  }

  test('consumes as declared, and stops with its consumer', async () => {
    const { worker, consumed, states } = open()
    expect(consumed).toMatchObject([{ consumer: 'etl-raw', eventTypes: etlRaw.eventTypes }])
    await worker.start()
    await worker.stop()
    expect(states).toEqual(['started', 'stopped'])
  })

  test('resolves once the file is written, rejects when it is not, and counts both', async () => {
    const { consumed, written, log, metrics, breakLake } = open()
    const event = log.append(stream, jobOfferSamples.JobOfferDrafted, '2026-01-15T10:00:00.000Z')
    breakLake(true)
    await expect(consumed[0]!.handle(event)).rejects.toThrow('the lake is away')
    breakLake(false)
    await consumed[0]!.handle(event)
    expect(written.map(({ path }) => path)).toEqual([
      `dimensions/dim_job_offers/ingestion_date=2026-01-15/${offerId}.json`,
    ])
    const text = await metrics.registry.metrics()
    expect(text).toMatch(/lake_files_total\{outcome="written",service="etl-worker"\} 1/)
    expect(text).toMatch(/lake_export_failures_total\{error="Error",service="etl-worker"\} 1/)
  })
})
