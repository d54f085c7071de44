import { expect, test } from '@jest/globals'
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
