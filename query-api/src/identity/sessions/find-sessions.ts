import type { SessionRow } from '@one-hcm/contracts/identity/sessions/session.row'
import type pg from 'pg'

/** Sessions one page of them can show; nobody is logged in more often. */
const SHOWN_MAX = 200

/** The sessions of an account that were neither closed nor have expired, newest first. */
export async function findStandingSessions(pool: pg.Pool, userId: string): Promise<SessionRow[]> {
  const { rows } = await pool.query<{ doc: SessionRow }>({
    name: 'standing-sessions',
    text: `select doc from user_sessions
           where user_id = $1 and doc->>'ended_at' is null and (doc->>'expires_at')::timestamptz > now()
           order by started_at desc, id limit ${SHOWN_MAX}`,
    values: [userId],
  })
  return rows.map(({ doc }) => doc)
}
