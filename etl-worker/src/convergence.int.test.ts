import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { DomainEvent, Recorded } from '@one-hcm/contracts/kernel/event'
import type { LakeStore } from '@one-hcm/platform/blobs/lake-store'
import { startThrowAwayBlobs, type ThrowAwayBlobs } from '@one-hcm/platform/testing/throw-away-blobs'
import { coalescing } from './etl-worker.ts'
import { createExporter } from './export-entity.ts'
import { type LakeDifference, verifyLake } from './operations/verify-lake.ts'
import { entityOf } from './recruitment/entities.ts'
import { evaluationSamples } from './testing/evaluation-samples.ts'
import { type LakeFixture, openLakeFixture, streams, submittedWithFiles } from './testing/lake-fixture.ts'
import { pick, randomFrom, shuffled } from './testing/random.ts'
import { applicationSamples, jobOfferSamples, userSamples } from './testing/samples.ts'

const ROUNDS = 100
const LATE_MS_MAX = 20
/** For all rounds, on a busy machine. */
const TIME_MS_MAX = 180_000
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)

let blobs: ThrowAwayBlobs
beforeAll(async () => {
  blobs = await startThrowAwayBlobs()
})
afterAll(() => blobs.stop())

/** A history over a few days, in which clocks step back now and then. */
async function plot(fixture: LakeFixture, random: () => number): Promise<[string, DomainEvent, string][]> {
  let clock = Date.parse('2026-01-14T20:00:00.000Z')
  const later = () => {
    clock += (random() * 14 - 2) * 3_600_000
    return new Date(clock).toISOString()
  }
  const statuses = ['reviewed', 'shortlisted', 'incubation', 'rejected'] as const
  const change = (): DomainEvent => ({
    ...applicationSamples.ApplicationStatusChanged,
    data: { ...applicationSamples.ApplicationStatusChanged.data, new_status: pick(random, statuses) },
  })
  const tail: [string, DomainEvent][] = shuffled(random, [
    [streams.offer, jobOfferSamples.JobOfferRevised],
    [streams.offer, jobOfferSamples.JobOfferPublished],
    ...Array.from({ length: 3 }, (): [string, DomainEvent] => [streams.application, change()]),
    [streams.evaluation, evaluationSamples.EvaluationScored],
    [streams.evaluation, evaluationSamples.EvaluationCompleted],
  ])
  const story: [string, DomainEvent][] = [
    [streams.offer, jobOfferSamples.JobOfferDrafted],
    [streams.user, userSamples.CandidateRegistered],
    [streams.application, await submittedWithFiles(fixture, 1)],
    [streams.evaluation, evaluationSamples.EvaluationStarted],
    ...tail,
  ]
  return story.map(([stream, event]) => [stream, event, later()])
}

/** A lake whose writes are late now and then, or fail, before or after they are done: as crashes and networks do. */
const flaky = (lake: LakeStore, random: () => number): LakeStore => ({
  ...lake,
  putIfNewer: async (object) => {
    const fate = random()
    if (fate < 0.05) throw new Error('planted failure before the write')
    if (fate < 0.2) await new Promise((resolve) => setTimeout(resolve, random() * LATE_MS_MAX))
    const outcome = await lake.putIfNewer(object)
    if (fate > 0.95) throw new Error('planted failure after the write')
    return outcome
  },
})

/** Deliveries while the log still grows, by two workers at once, late, twice and out of order, tried again on failure. */
async function liveExport(fixture: LakeFixture, story: [string, DomainEvent, string][], random: () => number) {
  const exporter = () => coalescing(createExporter({ ...fixture, lake: flaky(fixture.lake, random) }))
  const workers = [exporter(), exporter()]
  const deliver = async (event: Recorded): Promise<void> => {
    try {
      await pick(random, workers)(event)
    } catch (error) {
      if (!(error as Error).message.startsWith('planted failure')) throw error
      return deliver(event)
    }
  }
  const waiting: Recorded[] = []
  const running: Promise<void>[] = []
  for (const [stream, event, at] of story) {
    const appended = fixture.log.append(stream, event, at)
    waiting.push(appended, ...(random() < 0.3 ? [appended] : []))
    while (random() < 0.6 && waiting.length > 0)
      running.push(deliver(waiting.splice(Math.floor(random() * waiting.length), 1)[0]!))
    if (random() < 0.3) await new Promise(setImmediate)
  }
  running.push(...shuffled(random, waiting).map(deliver))
  await Promise.all(running)
}

/** One story told live, then compared with what a fresh export would give. */
async function differences(roundSeed: number): Promise<LakeDifference[]> {
  const random = randomFrom(roundSeed)
  const fixture = await openLakeFixture(blobs.connectionString)
  await liveExport(fixture, await plot(fixture, random), random)
  const report = await verifyLake(fixture)
  expect(report).toMatchObject({ entities: 3, failures: [] })
  return report.differences
}

test(
  `deliveries in any order end in the bytes of a fresh export (SEED=${seed})`,
  async () => {
    for (let round = 0; round < ROUNDS; round++)
      expect({ seed: seed + round, differences: await differences(seed + round) }).toEqual({
        seed: seed + round,
        differences: [],
      })
  },
  TIME_MS_MAX,
)

describe('a writer that is overtaken between reading and writing', () => {
  /** Its write waits until a newer event has been exported by another. */
  async function overtaken(lakeOf: (lake: LakeStore) => LakeStore): Promise<LakeDifference[]> {
    const fixture = await openLakeFixture(blobs.connectionString)
    const { log, lake } = fixture
    const drafted = log.append(streams.offer, jobOfferSamples.JobOfferDrafted, '2026-01-15T10:00:00.000Z')
    const overtaking = createExporter({ ...fixture, lake: lakeOf(lake) })
    const slow = createExporter({
      ...fixture,
      lake: {
        ...lake,
        putIfNewer: async (object) => {
          const revised = log.append(streams.offer, jobOfferSamples.JobOfferRevised, '2026-01-15T11:00:00.000Z')
          await overtaking.export(entityOf(streams.offer)!, [revised])
          return lakeOf(lake).putIfNewer(object)
        },
      },
    })
    await slow.export(entityOf(streams.offer)!, [drafted])
    return (await verifyLake(fixture)).differences
  }

  test('does not write', async () => {
    expect(await overtaken((lake) => lake)).toEqual([])
  })

  test('is found out when it does, because writes are not conditional', async () => {
    const unconditional = (lake: LakeStore): LakeStore => ({
      ...lake,
      putIfNewer: async (object) => {
        await lake.delete(object.path)
        return lake.putIfNewer(object)
      },
    })
    expect(await overtaken(unconditional)).toMatchObject([{ kind: 'different' }])
  })
})
