import { type UserEvent, userEvents } from '@one-hcm/contracts/identity/users/user.events'
import { foldUser, type UserRow } from '@one-hcm/contracts/identity/users/user.row'
import { idOfStream, type Recorded } from '@one-hcm/contracts/kernel/event'
import { defineProjection } from '../../engine/projection.ts'
import type { Tally } from '../../engine/tally.ts'

/** Empty once the person is erased, so that sorting by it never meets null. */
const sortable = (text: string | null): string => (text ?? '').toLowerCase()

/** Accounts by what lists of them filter by: totals, and the counters of the request inbox. */
const accounts: Tally<UserRow> = {
  table: 'user_accounts',
  version: 1,
  dimensions: { role: 'text', statut: 'text', request: 'text', viewed: 'text' },
  contributions: ({ role, statut, access_request: request }) => [
    { group: { role, statut, request: request?.status ?? 'none', viewed: String(request?.viewed ?? true) } },
  ],
}

/** Accounts with their access requests, one row each. Serves the user list, the own account and the request inbox. */
export const usersProjection = defineProjection<UserRow, Recorded<UserEvent>>({
  table: 'users',
  version: 2,
  events: userEvents.map(({ type }) => type),
  key: (event) => idOfStream(event.stream),
  fold: foldUser,
  columns: {
    role: { type: 'text', value: (row) => row.role },
    statut: { type: 'text', value: (row) => row.statut },
    sexe: { type: 'text', value: (row) => row.sexe },
    email: { type: 'text', value: (row) => sortable(row.email) },
    first_name: { type: 'text', value: (row) => sortable(row.first_name) },
    last_name: { type: 'text', value: (row) => sortable(row.last_name) },
    /** Both orders of the name, so that a full name is found however it is typed. */
    search: {
      type: 'text',
      value: ({ first_name, last_name, email }) =>
        sortable([first_name, last_name, first_name, email].filter((part) => part !== null).join(' ')),
    },
    created_at: { type: 'timestamptz', value: (row) => row.created_at },
    request_status: { type: 'text', value: (row) => row.access_request?.status ?? null },
    request_viewed: { type: 'boolean', value: (row) => row.access_request?.viewed ?? null },
    request_created_at: { type: 'timestamptz', value: (row) => row.access_request?.created_at ?? null },
  },
  indexes: [
    'created_at, id',
    'role, created_at, id',
    'statut, created_at, id',
    'email, id',
    'first_name, id',
    'last_name, id',
    'request_created_at, id',
    'request_status, request_viewed',
    // Who applied is counted by gender without a look at the rows.
    'id, sexe',
    'using gin (search hcm.gin_trgm_ops)',
  ],
  tallies: [accounts],
})
