import { expect, test } from '@jest/globals'
import { runOperator } from '../testing/operator.ts'

const nowhere = { PATH: process.env.PATH, DATA_DIR: '/nonexistent' }

test.each([
  ['projections', 'status|verify|rebuild|parked|redrive'],
  ['lake', 'Usage'],
  ['audit', 'export'],
] as const)('%s without a word it knows says which there are', async (command, words) => {
  const { code, stderr } = await runOperator(command, ['nonsense'], nowhere)
  expect([code, stderr]).toEqual([2, expect.stringContaining(words)])
})

test.each([
  ['projections', ['status']],
  ['lake', ['verify']],
  ['audit', ['export']],
] as const)('%s says what it needs when it is told of no system', async (command, args) => {
  const { code, stderr } = await runOperator(command, args, nowhere)
  expect([code, stderr]).toEqual([1, expect.stringContaining('EVENTSTORE_URL is not set')])
})
