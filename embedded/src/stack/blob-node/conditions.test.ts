import { describe, expect, test } from '@jest/globals'
import { judgeRead, judgeWrite } from './conditions.ts'

const modifiedMs = Date.parse('2026-01-02T03:04:05.600Z')
const current = { etag: '"0xA"', modifiedMs }
const same = new Date(modifiedMs).toUTCString()
const earlier = new Date(modifiedMs - 1_000).toUTCString()

describe('a write', () => {
  test.each([
    ['without a condition', {}, current, undefined],
    ['that creates, on nothing', { 'if-none-match': '*' }, undefined, undefined],
    ['that creates, on something', { 'if-none-match': '*' }, current, 'BlobAlreadyExists'],
    ['on the version read', { 'if-match': '"0xA"' }, current, undefined],
    ['on the version read, unquoted', { 'if-match': '0xA' }, current, undefined],
    ['on another version', { 'if-match': '"0xB"' }, current, 'ConditionNotMet'],
    ['on a version, but there is nothing', { 'if-match': '"0xA"' }, undefined, 'ConditionNotMet'],
    ['on anything, but there is nothing', { 'if-match': '*' }, undefined, 'ConditionNotMet'],
    ['unless it is this version', { 'if-none-match': '"0xA"' }, current, 'ConditionNotMet'],
    ['if unmodified, and it is', { 'if-unmodified-since': same }, current, undefined],
    ['if unmodified, and it is not', { 'if-unmodified-since': earlier }, current, 'ConditionNotMet'],
    ['if modified, and it is', { 'if-modified-since': earlier }, current, undefined],
    ['if modified, and it is not', { 'if-modified-since': same }, current, 'ConditionNotMet'],
    ['with a date that is none', { 'if-unmodified-since': 'yesterday' }, current, undefined],
  ])('%s', (_case, headers, version, expected) => {
    expect(judgeWrite(headers, version)).toBe(expected)
  })
})

describe('a read', () => {
  test.each([
    ['without a condition', {}, 'serve'],
    ['of the version known', { 'if-match': '"0xA"' }, 'serve'],
    ['of another version', { 'if-match': '"0xB"' }, 'ConditionNotMet'],
    ['unless it is known', { 'if-none-match': '"0xA"' }, 'not-modified'],
    ['unless another is known', { 'if-none-match': '"0xB"' }, 'serve'],
    ['if modified, and it is not', { 'if-modified-since': same }, 'not-modified'],
    ['if modified, and it is', { 'if-modified-since': earlier }, 'serve'],
    ['where the tag decides over the time', { 'if-none-match': '"0xB"', 'if-modified-since': same }, 'serve'],
    ['if unmodified, and it is not', { 'if-unmodified-since': earlier }, 'ConditionNotMet'],
  ])('%s', (_case, headers, expected) => {
    expect(judgeRead(headers, current)).toBe(expected)
  })
})
