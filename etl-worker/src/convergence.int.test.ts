import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { DomainEvent, Recorded } from '@one-hcm/contracts/kernel/event'
import type { LakeStore } from '@one-hcm/platform/blobs/lake-store'
import { startThrowAwayBlobs, type ThrowAwayBlobs } from '@one-hcm/platform/testing/throw-away-blobs'
import { coalescing } from './etl-worker.ts'
import { createExporter } from './export-entity.ts'
import { type LakeDifference, verifyLake } from './operations/verify-lake.ts'
import { type LakeFixture, openLakeFixture, streams, submittedWithFiles } from './testing/lake-fixture.ts'
import { pick, randomFrom, shuffled } from './testing/random.ts'
import { applicationSamples, jobOfferSamples, userSamples } from './testing/samples.ts'

const ROUNDS = 100
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
    ...Array.from({ length: 4 }, (): [string, DomainEvent] => [streams.application, change()]),
  ])
  const story: [string, DomainEvent][] = [
    [streams.offer, jobOfferSamples.JobOfferDrafted],
    [streams.user, userSamples.CandidateRegistered],
    [streams.application, await submittedWithFiles(fixture)],
    ...tail,
  ]
  return story.map(([stream, event]) => [stream, event, later()])
}

/** A lake whose writes fail now and then, before or after they are done: what a crash or a lost connection leaves. */
const flaky = (lake: LakeStore, random: () => number): LakeStore => ({
  ...lake,
  putIfNewer: async (object) => {
    const fate = random()
    if (fate < 0.05) throw new Error('planted failure before the write')
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
    while (random() < 0.5 && waiting.length > 0)
      running.push(deliver(waiting.splice(Math.floor(random() * waiting.length), 1)[0]!))
    if (random() < 0.3) await new Promise(setImmediate)
  }
  running.push(...shuffled(random, waiting).map(deliver))
  await Promise.all(running)
}

/** One story told live, then compared with what a fresh export would give. */
async function differences(roundSeed: number, lakeOf = (lake: LakeStore) => lake): Promise<LakeDifference[]> {
  const random = randomFrom(roundSeed)
  const fixture = await openLakeFixture(blobs.connectionString)
  await liveExport({ ...fixture, lake: lakeOf(fixture.lake) }, await plot(fixture, random), random)
  const report = await verifyLake(fixture)
  expect(report).toMatchObject({ entities: 3, failures: [] })
  return report.differences
}

test(`deliveries in any order end in the bytes of a fresh export (SEED=${seed})`, async () => {
  for (let round = 0; round < ROUNDS; round++)
    expect({ seed: seed + round, differences: await differences(seed + round) }).toEqual({
      seed: seed + round,
      differences: [],
    })
})

test(`a lake without conditional writes is found out (SEED=${seed})`, async () => {
  const unconditional = (lake: LakeStore): LakeStore => ({
    ...lake,
    putIfNewer: async (object) => {
      await lake.delete(object.path)
      return lake.putIfNewer(object)
    },
  })
  for (let round = 0; round < ROUNDS; round++) if ((await differences(seed + round, unconditional)).length > 0) return
  throw new Error('No round ended with an older object over a newer one')
})
