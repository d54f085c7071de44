import { EventEmitter } from 'node:events'
import { expect, test } from '@jest/globals'
import type { Response } from 'express'
import { createBodyBudget } from './body-budget.ts'

const response = () => new EventEmitter() as unknown as Response

test('bodies are taken until the budget is used up, and given back when their response is done with', () => {
  const budget = createBodyBudget(100)
  const [first, second] = [response(), response()]
  expect(budget.take(60, first)).toBe(true)
  expect(budget.take(20, first)).toBe(true)
  expect(budget.take(30, second)).toBe(false)
  expect(budget.held()).toBe(80)
  first.emit('close')
  expect(budget.held()).toBe(0)
  expect(budget.take(100, second)).toBe(true)
})
