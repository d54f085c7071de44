import { expect, test } from '@jest/globals'
import { createResetTokens, resetLink, resetTokenHash } from './reset-token.ts'

const ID = '5b1c7f20-3d4e-5f60-8a71-92b3c4d5e606'
const tokens = createResetTokens(Buffer.alloc(32, 1))

test('A11: a token says which link it is for, to us alone', () => {
  const token = tokens.issue(ID)
  expect(tokens.read(token)).toBe(ID)
  expect(tokens.issue(ID)).toBe(token)
  expect(createResetTokens(Buffer.alloc(32, 2)).read(token)).toBeUndefined()
  expect(resetTokenHash(token)).not.toContain(token)
})

test('A6: no other text is a token', () => {
  const token = tokens.issue(ID)
  const changed = [...token].map((_, index) => {
    const other = token[index] === 'A' ? 'B' : 'A'
    return token.slice(0, index) + other + token.slice(index + 1)
  })
  expect([...changed, '', 'x', `${token}=`, `${token}A`, token.slice(1), ID].filter(tokens.read)).toEqual([])
})

test('H4: the link begins with the configured address and nothing else', () => {
  expect(resetLink('https://hr.example', 'abc')).toBe('https://hr.example/reset-password?token=abc')
  expect(resetLink('https://hr.example/portail/', 'abc')).toBe('https://hr.example/portail/reset-password?token=abc')
})
