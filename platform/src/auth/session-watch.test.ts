import { afterEach, expect, test } from '@jest/globals'
import { silentLogger } from '../logging/logger.ts'
import { createSessionWatch, type SessionWatch } from './session-watch.ts'

let watch: SessionWatch
afterEach(() => watch.stop())

/** A database that knows which sessions stand, and may be away. */
function startWatch(database: { live: Set<string>; away?: boolean }) {
  const asked: string[][] = []
  const pool = {
    query: ({ values }: { values: [string[]] }) => {
      asked.push(values[0])
      if (database.away) return new Promise(() => undefined)
      return Promise.resolve({
        rows: values[0].filter((id) => database.live.has(id)).map((session_id) => ({ session_id })),
      })
    },
  }
  watch = createSessionWatch(pool as never, silentLogger())
  return asked
}
const endOf = (sessionId: string) => new Promise<void>((resolve) => watch.watch(sessionId, resolve))

test('a session that is closed is told within two seconds, to all that it holds, in one statement', async () => {
  const database = { live: new Set(['one', 'two']) }
  const asked = startWatch(database)
  await watch.start()
  const ended = [endOf('one'), endOf('one')]
  let others = 0
  watch.watch('two', () => {
    others += 1
  })
  database.live.delete('one')
  const started = performance.now()
  await Promise.all(ended)
  expect(performance.now() - started).toBeLessThan(2_000)
  expect(others).toBe(0)
  expect(asked).toEqual([['one', 'two']])
})

test('nobody is believed any more when the database is away, before five seconds are over', async () => {
  startWatch({ live: new Set(['one']), away: true })
  await watch.start()
  const started = performance.now()
  await endOf('one')
  expect(performance.now() - started).toBeLessThan(5_000)
})

test('what is no longer watched is not asked for', async () => {
  const asked = startWatch({ live: new Set() })
  await watch.start()
  let ended = false
  const stop = watch.watch('one', () => {
    ended = true
  })
  stop()
  await endOf('two')
  expect(ended).toBe(false)
  expect(asked).toEqual([['two']])
})
