import { randomBytes } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { openBytes, sealBytes } from './sealing.ts'

const key = randomBytes(32)
const plain = Buffer.from('Aïcha Obame')

test('what was sealed opens in its own context, and no two envelopes look alike', () => {
  const sealed = sealBytes(key, plain, 'a place')
  expect(openBytes(key, sealed, 'a place')).toEqual(plain)
  expect(sealed.includes(plain)).toBe(false)
  expect(sealBytes(key, plain, 'a place').equals(sealed)).toBe(false)
})

test('every single changed byte is noticed, and so are another key, another context and a cut', () => {
  const sealed = sealBytes(key, plain, 'a place')
  for (let index = 0; index < sealed.length; index++) {
    const damaged = Buffer.from(sealed)
    damaged[index]! ^= 1
    expect(() => openBytes(key, damaged, 'a place')).toThrow()
  }
  expect(() => openBytes(randomBytes(32), sealed, 'a place')).toThrow()
  expect(() => openBytes(key, sealed, 'another place')).toThrow()
  for (let length = 0; length < sealed.length; length++)
    expect(() => openBytes(key, sealed.subarray(0, length), 'a place')).toThrow()
})
