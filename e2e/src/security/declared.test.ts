import { expect, test } from '@jest/globals'
import { z } from 'zod'
import { namesIn, undeclared } from './declared.ts'

const person = z.object({ id: z.string(), jobs: z.array(z.object({ title: z.string() })) })

test('Z5: a field that is not declared is noticed, however deep, and so is one that is otherwise than declared', () => {
  const jobs = [{ title: 'a' }, { title: 'b', salary: 1 }]
  expect(undeclared(person, { id: 'x', jobs, password_hash: 'x' })).toEqual([
    '/jobs/1/salary is not declared',
    '/password_hash is not declared',
  ])
  expect(undeclared(person, { id: 1, jobs: [] })).toEqual([expect.stringContaining('/id is not as declared')])
  expect(undeclared(person, { id: 'x', jobs: [{ title: 'a' }] })).toEqual([])
  expect(undeclared(undefined, 'bytes')).toEqual([])
})

test('names are found at any depth, empty fields aside', () => {
  expect(namesIn([{ a: { notes: 'x', b: null } }, { c: [{ d: 0 }] }])).toEqual(['a', 'notes', 'c', 'd'])
})
