import { expect, test } from '@jest/globals'
import { accessRequestActions, reviewRefusedWith } from './access-request-actions.ts'
import type { AccessRequestPart } from './user.row.ts'

const request = (status: AccessRequestPart['status']) => ({ access_request: { status } as AccessRequestPart })

test('an open request can be decided by those who may', () => {
  expect(accessRequestActions(request('pending'), 'recruiter')).toEqual([
    { action: 'approve_access', allowed: true },
    { action: 'reject_access', allowed: true },
  ])
  expect(accessRequestActions(request('pending'), 'observer')).toEqual([
    { action: 'approve_access', allowed: false, reason_code: 'forbidden' },
    { action: 'reject_access', allowed: false, reason_code: 'forbidden' },
  ])
})

test('a decided request says why not; without a request there is nothing to do', () => {
  for (const status of ['approved', 'rejected'] as const)
    expect(accessRequestActions(request(status), 'admin')).toMatchObject([
      { allowed: false, reason_code: 'access-request-decided' },
      { allowed: false, reason_code: 'access-request-decided' },
    ])
  expect(reviewRefusedWith('none')).toBe('access-request-not-found')
  expect(accessRequestActions({ access_request: null }, 'admin')).toEqual([])
})
