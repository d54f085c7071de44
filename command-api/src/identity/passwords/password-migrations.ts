import type { Migration } from '@one-hcm/platform/postgres/migrate'

/** Changing and resetting passwords: what must not be in the log, and what the log does not contain yet. */
export const passwordMigrations: readonly Migration[] = [
  {
    name: '0023_passwords',
    up: async (db) => {
      const schema = db.schema.withSchema('hcm')
      // Counts changes of the password: a login that was checked against a former one opens nothing.
      await schema.alterTable('accounts', (table) => {
        table.integer('password_version').notNullable().defaultTo(0)
      })
      await db.schema.withSchema('hcm').createTable('password_reset_wishes', (table) => {
        table.uuid('wish_id').primary()
        table.text('email_hash').notNullable()
        table.timestamp('wished_at', { useTz: true }).notNullable()
      })
      await db.schema.withSchema('hcm').createTable('password_resets', (table) => {
        table.uuid('reset_id').primary()
        table.uuid('user_id').notNullable().index()
        // Only a hash: a dump of the table resets no password.
        table.text('token_hash').notNullable()
        table.timestamp('expires_at', { useTz: true }).notNullable().index()
        table.timestamp('used_at', { useTz: true })
      })
      await db.schema.withSchema('hcm').createTable('password_changes', (table) => {
        table.uuid('change_id').primary()
        table.uuid('user_id').notNullable()
        table.uuid('reset_id')
        table.timestamp('changed_at', { useTz: true }).notNullable().index()
        table.boolean('recorded').notNullable().defaultTo(false)
      })
    },
  },
]
