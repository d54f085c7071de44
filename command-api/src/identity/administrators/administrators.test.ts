import { expect, test } from '@jest/globals'
import type { AdministratorEvent } from '@one-hcm/contracts/identity/administrators/administrator.events'
import { given } from '@one-hcm/platform/testing/given'
import { type AdministratorsState, administrators } from './administrators.ts'
import { listAdministrator } from './list-administrator.ts'
import { unlistAdministrator } from './unlist-administrator.ts'

const listed = (user_id: string, user_revision = 0): AdministratorEvent => ({
  type: 'AdministratorListed',
  data: { user_id, user_revision },
})
const unlisted = (user_id: string, user_revision: number): AdministratorEvent => ({
  type: 'AdministratorUnlisted',
  data: { user_id, user_revision },
})
const list =
  (userId: string, userRevision = 0) =>
  (state: AdministratorsState) =>
    listAdministrator(state, { userId, userRevision })
const unlist =
  (userId: string, userRevision = 5) =>
  (state: AdministratorsState) =>
    unlistAdministrator(state, { userId, userRevision })

test('an administrator is counted once, and not again by what is older than their leaving', () => {
  given(administrators)
    .when(list('ada'))
    .then([listed('ada')])
  given(administrators, listed('ada'), listed('eve'), unlisted('ada', 5)).when(list('ada', 5)).thenAlreadySo()
  given(administrators, listed('ada'), listed('eve'), unlisted('ada', 5))
    .when(list('ada', 6))
    .then([listed('ada', 6)])
})

test('the last one stays, also when the list does not know yet who leaves', () => {
  given(administrators, listed('ada'), listed('eve'))
    .when(unlist('ada'))
    .then([unlisted('ada', 5)])
  given(administrators, listed('ada')).when(unlist('ada')).thenRefused('last-admin')
  given(administrators).when(unlist('ada')).thenRefused('last-admin')
  given(administrators, listed('ada'), listed('eve'), unlisted('ada', 5)).when(unlist('eve')).thenRefused('last-admin')
  expect(administrators.foldRow(undefined, listed('ada') as never)).toBeUndefined()
})
