import type { Migration } from '@one-hcm/platform/postgres/migrate'

/** Credentials and uniqueness of accounts: not in the log, and without any personal value in clear. */
export const accountMigrations: readonly Migration[] = [
  {
    name: '0020_accounts',
    up: async (db) => {
      await db.schema.withSchema('hcm').createTable('accounts', (table) => {
        table.uuid('user_id').primary()
        table.text('email_hash').notNullable().unique()
        table.text('matricule_hash').unique()
        table.text('password_hash').notNullable()
        table.text('state').notNullable().checkIn(['pending', 'confirmed'])
        // Which command reserved the row: tells a repeat from a rival under the same user id.
        table.uuid('command_id').notNullable()
        table.uuid('access_request_id').unique()
        table.boolean('access_request_viewed').notNullable().defaultTo(false)
        table.timestamp('created_at', { useTz: true }).notNullable().defaultTo(db.fn.now())
      })
      await db.raw(`create index accounts_pending on hcm.accounts (created_at) where state = 'pending'`)
      await db.raw(
        `create index accounts_unviewed_requests on hcm.accounts (created_at)
         where access_request_id is not null and not access_request_viewed`,
      )
    },
  },
  {
    name: '0024_identifier_claims',
    up: async (db) => {
      await db.schema.withSchema('hcm').alterTable('accounts', (table) => {
        // A pending row that only holds another address or staff number for this account, while they change.
        table.uuid('claim_for').index()
        table.specificType('claimed', 'text[]')
        // How many changes of address or staff number the row contains: an older one comes too late.
        table.integer('identifiers_revision').notNullable().defaultTo(0)
      })
    },
  },
]
