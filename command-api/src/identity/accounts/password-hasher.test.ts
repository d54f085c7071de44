import { readdirSync, readFileSync } from 'node:fs'
import { getPriority } from 'node:os'
import { expect, test } from '@jest/globals'
import type { HashThread } from './hash-thread.ts'
import { createHashThread } from './hash-thread.ts'
import { createPasswordHasher } from './password-hasher.ts'

test('a hash fits its password, to the last byte, and says nothing of it', async () => {
  const hasher = createPasswordHasher()
  const long = 'Mot-de-passe-2026'.repeat(6)
  const stored = (await hasher.hash(long)) as string
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(stored).not.toContain('passe')
  expect(await hasher.verify(stored, long)).toBe(true)
  expect(await hasher.verify(stored, `${long.slice(0, -1)}7`)).toBe(false)
})

test('nobody has a password', async () => {
  expect(await createPasswordHasher().verify(undefined, 'Mot-de-passe-2026')).toBe(false)
})

test('who comes when the queue is full is refused, and later served again', async () => {
  const hasher = createPasswordHasher(2)
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => hasher.verify(undefined, 'x')))
  expect(outcomes.slice(0, 3)).toEqual([false, false, false])
  expect(outcomes.slice(3)).toMatchObject([{ refused: 'overloaded' }, { refused: 'overloaded' }])
  expect(await hasher.verify(undefined, 'x')).toBe(false)
})

test('A10: one at a time, twenty wait, and who comes then is refused at once', async () => {
  const turns: PromiseWithResolvers<boolean>[] = []
  const thread: HashThread = {
    run: () => {
      turns.push(Promise.withResolvers())
      return turns.at(-1)!.promise
    },
  }
  const hasher = createPasswordHasher(undefined, thread)
  const outcomes = Array.from({ length: 50 }, () => hasher.verify(undefined, 'x'))
  expect(await Promise.all(outcomes.slice(21))).toEqual(
    Array.from({ length: 29 }, () => expect.objectContaining({ refused: 'overloaded' })),
  )
  for (let served = 0; served < 21; served++) {
    expect(turns).toHaveLength(served + 1)
    turns[served]!.resolve(true)
    expect(await outcomes[served]).toBe(true)
  }
})

test('a job that cannot be done fails alone', async () => {
  const thread = createHashThread()
  await expect(thread.run({ kind: 'verify', stored: 'no hash at all', password: 'x' })).rejects.toThrow()
  await expect(thread.run({ kind: 'hash', password: undefined as never })).rejects.toThrow()
  const stored = await thread.run({ kind: 'hash', password: 'Mot-de-passe-2026' })
  expect(await thread.run({ kind: 'verify', stored: stored as string, password: 'Mot-de-passe-2026' })).toBe(true)
})

test('a thread that died is begun anew, and what it had in hand fails', async () => {
  const program = `import { parentPort } from 'node:worker_threads'
    parentPort.on('message', ({ id, job }) =>
      job.password === 'die' ? process.exit(3) : parentPort.postMessage({ id, result: job.password }))`
  const thread = createHashThread(new URL(`data:text/javascript,${encodeURIComponent(program)}`))
  const [dying, behind] = ['die', 'x'].map((password) => thread.run({ kind: 'hash', password }))
  await expect(dying).rejects.toThrow('ended with 3')
  await expect(behind).rejects.toThrow('ended with 3')
  expect(await thread.run({ kind: 'hash', password: 'again' })).toBe('again')
})

/** How far each thread of this process yields to others, main thread first. */
const nicenesses = (): number[] =>
  readdirSync('/proc/self/task').map((thread) => {
    const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16])
  })

test('A10: where threads have priorities, the one that hashes yields to all others, and it alone', async () => {
  if (process.platform !== 'linux') return
  const own = getPriority()
  const before = nicenesses().filter((niceness) => niceness > own).length
  await createHashThread().run({ kind: 'hash', password: 'Mot-de-passe-2026' })
  const yielding = nicenesses().filter((niceness) => niceness > own)
  expect(yielding).toHaveLength(before + 1)
  expect(yielding).toContain(Math.min(19, own + 5))
  expect(getPriority()).toBe(own)
})
