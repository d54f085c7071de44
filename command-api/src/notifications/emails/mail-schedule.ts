import type { Migration } from '@one-hcm/platform/postgres/migrate'
import type pg from 'pg'

/** When which message has to be looked at. It follows from the messages' streams and can be lost with them standing. */
export const mailScheduleMigrations: readonly Migration[] = [
  {
    name: '0040_mail_schedule',
    up: async (db) => {
      await db.schema.withSchema('hcm').createTable('mail_schedule', (table) => {
        table.uuid('email_id').primary()
        // Of the message's stream: what was seen earlier does not undo what was seen later.
        table.bigInteger('revision').notNullable()
        table.timestamp('due_at', { useTz: true }).notNullable().index()
      })
    },
  },
]

export type MailSchedule = {
  /** Notes when to look at a message next; `undefined` takes it out. */
  plan(emailId: string, revision: number, at: string | 'now' | undefined): Promise<void>
  /** Takes messages whose time has come, for so long; whoever dies with them leaves them due again. */
  take(limit: number, leaseMs: number): Promise<string[]>
}

export const createMailSchedule = (pool: pg.Pool): MailSchedule => ({
  plan: async (emailId, revision, at) => {
    if (at === undefined)
      await pool.query('delete from hcm.mail_schedule where email_id = $1 and revision <= $2', [emailId, revision])
    else
      await pool.query(
        `insert into hcm.mail_schedule (email_id, revision, due_at) values ($1, $2, coalesce($3, now()))
         on conflict (email_id) do update set revision = excluded.revision, due_at = excluded.due_at
         where mail_schedule.revision <= excluded.revision`,
        [emailId, revision, at === 'now' ? null : at],
      )
  },
  take: async (limit, leaseMs) => {
    const { rows } = await pool.query<{ email_id: string }>(
      `with due as (
         select email_id from hcm.mail_schedule where due_at <= now() order by due_at limit $1 for update skip locked
       )
       update hcm.mail_schedule schedule set due_at = now() + $2::double precision * interval '1 ms'
       from due where schedule.email_id = due.email_id returning schedule.email_id`,
      [limit, leaseMs],
    )
    return rows.map((row) => row.email_id)
  },
})
