import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createLakeStore } from '@one-hcm/platform/blobs/lake-store'
import type { DeadLetter } from '@one-hcm/platform/broker/inbox'
import { startThrowAwayBlobs, type ThrowAwayBlobs } from '@one-hcm/platform/testing/throw-away-blobs'
import { openLakeFixture, tellWholeStory } from '../testing/lake-fixture.ts'
import { candidateId } from '../testing/samples.ts'
import { operate, parseCommand, usage } from './operations.ts'

let blobs: ThrowAwayBlobs
beforeAll(async () => {
  blobs = await startThrowAwayBlobs()
})
afterAll(() => blobs.stop())

async function open() {
  const fixture = await openLakeFixture(blobs.connectionString)
  await tellWholeStory(fixture)
  let lines: string[] = []
  let dead: DeadLetter[] = []
  const inbox = {
    deadLetters: async () => dead,
    redrive: async () => {
      const count = dead.length
      dead = []
      return count
    },
  }
  const { connectionString } = blobs
  const lakeOf = (container: string | undefined) =>
    container ? createLakeStore({ connectionString, container }) : fixture.lake
  const run = async (...args: string[]) => {
    lines = []
    const code = await operate(parseCommand(args), { ...fixture, lakeOf, inbox, print: (line) => lines.push(line) })
    return { code, lines }
  }
  const bury = (letter: DeadLetter) => dead.push(letter)
  return { fixture, run, bury }
}

test('a lake is exported and found equal, and again with nothing left to do', async () => {
  const { run } = await open()
  expect(await run('export')).toEqual({ code: 0, lines: ['3 histories: 8 files written, 0 as they were.'] })
  expect(await run('verify')).toEqual({
    code: 0,
    lines: ['Compared 8 files of 3 histories with a fresh export of the log.', 'Equal.'],
  })
  expect(await run('export')).toEqual({ code: 0, lines: ['3 histories: 0 files written, 8 as they were.'] })
})

test('a fresh export goes into a container of its own', async () => {
  const { run, fixture } = await open()
  const container = `fresh-${randomUUID()}`
  await run('export', '--container', container)
  expect((await run('verify', '--container', container)).code).toBe(0)
  expect(await fixture.contents()).toEqual({})
})

test('what differs is listed, and told by the exit code', async () => {
  const { run, fixture } = await open()
  await run('export')
  const path = `dimensions/dim_candidates/ingestion_date=2026-01-14/${candidateId}.json`
  await fixture.lake.delete(path)
  expect(await run('verify')).toEqual({
    code: 1,
    lines: [
      'Compared 8 files of 3 histories with a fresh export of the log.',
      `  missing: ${path}`,
      '1 differences, 0 histories that cannot be exported.',
    ],
  })
})

test('dead letters are listed with their reason, and handed over again', async () => {
  const { run, bury } = await open()
  expect(await run('dead-letters')).toEqual({ code: 0, lines: ['0 events could not be exported.'] })
  bury({
    consumer: 'etl-raw',
    eventId: 'e',
    stream: 'application-1',
    revision: 2,
    eventType: 'ApplicationStatusChanged',
    reason: 'Document d of application 1 is missing',
    deadSince: '2026-01-15T10:00:00.000Z',
    attempts: 5,
  })
  expect(await run('dead-letters')).toEqual({
    code: 1,
    lines: [
      'application-1@2  ApplicationStatusChanged, since 2026-01-15T10:00:00.000Z, 5 tries: Document d of application 1 is missing',
      '1 events could not be exported.',
    ],
  })
  expect(await run('redrive')).toEqual({ code: 0, lines: ['1 events were handed over again.'] })
  expect((await run('dead-letters')).code).toBe(0)
})

test.each([[[]], [['unknown']], [['export', 'extra']], [['verify', '--force']], [['redrive', '--container', 'raw']]])(
  'what does not exist is answered with the usage: %j',
  (args) => {
    expect(() => parseCommand(args)).toThrow(usage)
  },
)
