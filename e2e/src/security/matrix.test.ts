import { expect, test } from '@jest/globals'
import { type Operation, operationsOf, violation } from './matrix.ts'

const operation = (change: Partial<Operation> = {}): Operation => ({
  operationId: 'read',
  method: 'get',
  path: '/api/v1/things/{id}',
  access: { admin: 'all', candidate: 'own' },
  hasBody: false,
  takesFiles: false,
  ...change,
})
const seen = (status: number, code?: string) => ({ status, code })

test('Z1: each planted fault is noticed', () => {
  expect(violation(operation({ access: undefined }), 'admin', 'own', seen(200))).toBe('is not declared')
  // A visitor who reads, a role that reads without being named, a candidate who reads another's, an allowed one refused.
  expect(violation(operation(), 'visitor', 'own', seen(200))).toBeDefined()
  expect(violation(operation(), 'observer', 'own', seen(200))).toBeDefined()
  expect(violation(operation(), 'observer', 'none', seen(404))).toBeDefined()
  expect(violation(operation(), 'candidate', 'other', seen(200))).toBeDefined()
  expect(violation(operation(), 'candidate', 'own', seen(403, 'forbidden'))).toBeDefined()
  expect(violation(operation(), 'admin', 'other', seen(500))).toBeDefined()
  expect(violation(operation(), 'admin', 'none', seen(200))).toBeDefined()
})

test('Z1: what is as declared passes', () => {
  expect(violation(operation(), 'visitor', 'own', seen(401))).toBeUndefined()
  expect(violation(operation(), 'observer', 'other', seen(403))).toBeUndefined()
  expect(violation(operation(), 'candidate', 'other', seen(404))).toBeUndefined()
  expect(violation(operation({ hasBody: true }), 'candidate', 'other', seen(422))).toBeUndefined()
  expect(violation(operation(), 'admin', 'other', seen(200))).toBeUndefined()
  expect(violation(operation(), 'admin', 'none', { ...seen(200), empty: true })).toBeUndefined()
})

test('operations are read from the document', () => {
  const document = {
    paths: {
      '/a': { get: { operationId: 'a', 'x-access': { visitor: 'all' as const } }, parameters: {} },
      '/b': { post: { operationId: 'b', requestBody: { content: { 'multipart/form-data': {} } } } },
    },
  }
  expect(operationsOf(document as never)).toEqual([
    { operationId: 'a', method: 'get', path: '/a', access: { visitor: 'all' }, hasBody: false, takesFiles: false },
    { operationId: 'b', method: 'post', path: '/b', access: undefined, hasBody: true, takesFiles: true },
  ])
})
