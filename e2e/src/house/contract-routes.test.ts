import { expect, test } from '@jest/globals'
import { routes } from '@one-hcm/contracts/routes'
import { contractRoutes, missingRoutes, placeOf } from './contract-routes.ts'

/** Contract routes that are still to be built; with each that lands, its line goes. */
const stillMissing: readonly string[] = [
  'GET /api/v1/jobs/recruiter/{}',
  'GET /api/v1/applications/{}/export/pdf',
  'GET /api/v1/applications/interviews/calendar/available',
  'POST /api/v1/evaluations/protocol2',
  'GET /api/v1/evaluations/protocol2/{}',
  'PUT /api/v1/evaluations/protocol2/{}',
  'GET /api/v1/evaluations/protocol2/application/{}',
  'GET /api/v1/evaluations/stats/overview',
  'GET /api/v1/evaluations/application/{}',
  'POST /api/v1/interviews/slots',
  'GET /api/v1/interviews/slots',
  'GET /api/v1/interviews/slots/{}',
  'PUT /api/v1/interviews/slots/{}',
  'DELETE /api/v1/interviews/slots/{}',
  'POST /api/v1/interviews/slots/swap',
  'GET /api/v1/interviews/stats/overview',
  'GET /api/v1/notifications',
  'GET /api/v1/notifications/{}',
  'PUT /api/v1/notifications/{}/read',
  'PUT /api/v1/notifications/read-all',
  'PUT /api/v1/notifications/mark-all-read',
  'GET /api/v1/notifications/stats/unread-count',
  'GET /api/v1/notifications/stats/overview',
  'GET /api/v1/notifications/stats',
  'GET /api/v1/notifications/ws',
  'POST /api/v1/emails/send',
  'POST /api/v1/emails/send-interview-email',
  'GET /api/v1/emails/logs',
  'POST /api/v1/webhooks/application-submitted',
  'GET /api/v1/activities',
]

test('the table is the contract: 109 routes, 47 of them write', () => {
  expect(contractRoutes.length).toBe(109)
  expect(contractRoutes.filter(({ kind }) => kind === 'W').length).toBe(47)
  expect(new Set(contractRoutes.map(placeOf)).size).toBe(109)
})

test('every route of the contract is declared, or listed as missing', () => {
  expect(missingRoutes(routes).filter((place) => !stillMissing.includes(place))).toEqual([])
})

test('a route that is gone is noticed', () => {
  const without = routes.filter(({ name }) => name !== 'submitApplication')
  expect(missingRoutes(without)).toContain('POST /api/v1/applications')
})
