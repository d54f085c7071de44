import { expect, test } from '@jest/globals'
import { routes } from '@one-hcm/contracts/routes'
import { contractRoutes, missingRoutes, placeOf } from './contract-routes.ts'

test('the table is the contract: 109 routes, 47 of them write', () => {
  expect(contractRoutes.length).toBe(109)
  expect(contractRoutes.filter(({ kind }) => kind === 'W').length).toBe(47)
  expect(new Set(contractRoutes.map(placeOf)).size).toBe(109)
})

test('every route of the contract is declared', () => {
  expect(missingRoutes(routes)).toEqual([])
})

test('a route that is gone is noticed', () => {
  const without = routes.filter(({ name }) => name !== 'submitApplication')
  expect(missingRoutes(without)).toContain('POST /api/v1/applications')
})

test('D-13 what was promised and then removed is served again: uploads, and the status by itself', () => {
  const declared = routes.map(placeOf)
  for (const place of [
    'POST /api/v1/applications/{}/documents',
    'POST /api/v1/applications/{}/documents/multiple',
    'PUT /api/v1/applications/{}/status',
  ])
    expect(declared).toContain(place)
})
