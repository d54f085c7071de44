import { expect, test } from '@jest/globals'
import { readHistory } from './read-history.ts'
import { createMemoryLog } from './testing/memory-log.ts'

const event = { type: 'JobOfferPublished', data: { job_offer_id: '1', deadline: null } }
const at = '2026-01-15T10:00:00.000Z'
const ofBoth = ['application-1', 'protocol1-1'] as const

test('the events of several streams come in order of the log', async () => {
  const log = createMemoryLog()
  for (const stream of [...ofBoth, ...ofBoth]) log.append(stream, event, at)
  const history = await readHistory(log, ofBoth)
  expect(history.map(({ stream, revision }) => [stream, revision])).toEqual([
    ['application-1', 0],
    ['protocol1-1', 0],
    ['application-1', 1],
    ['protocol1-1', 1],
  ])
})

test('a stream that grew while another was read is read again: nothing before the last event is left out', async () => {
  const log = createMemoryLog()
  log.append('application-1', event, at)
  let appended = false
  const moving = {
    readStream: async (stream: string, range?: { from?: number }) => {
      if (stream === 'protocol1-1' && !appended) {
        appended = true
        log.append('application-1', event, at)
        log.append('protocol1-1', event, at)
      }
      return log.readStream(stream, range)
    },
  }
  const history = await readHistory(moving, ofBoth)
  expect(history).toHaveLength(3)
})

test('streams that never rest are given up, to be tried again later', async () => {
  const log = createMemoryLog()
  const restless = {
    readStream: async (stream: string, range?: { from?: number }) => {
      log.append(stream, event, at)
      return log.readStream(stream, range)
    },
  }
  await expect(readHistory(restless, ofBoth)).rejects.toMatchObject({ name: 'HistoryMoving' })
})
