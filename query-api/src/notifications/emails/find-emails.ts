import type { Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { EmailRow } from '@one-hcm/contracts/notifications/emails/email.row'
import type { Language } from '@one-hcm/contracts/notifications/emails/email-template'
import type { listEmailsRoute } from '@one-hcm/contracts/notifications/emails/list-emails.route'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type pg from 'pg'
import type { z } from 'zod'
import { fetchPage, type Page } from '../../lists/fetch-page.ts'
import { createFilters } from '../../lists/filters.ts'

export type EmailListQuery = z.output<NonNullable<typeof listEmailsRoute.query>>

/** A message, and the address its recipient has now. */
export type FoundEmail = { doc: EmailRow; address: string | null }

/** One page of the log of messages, newest first. */
export function findEmails(pool: pg.Pool, query: EmailListQuery): Promise<Page<FoundEmail> | Refusal<RefusalCode>> {
  const { status_filter: status, template, application_id, recipient_id, skip, limit, cursor } = query
  const filters = createFilters()
  // Existing clients know two words: what did not arrive is `failed` for them, whether it is tried again or not.
  const statuses = status === 'failed' ? ['failed', 'abandoned'] : status && [status]
  filters.where((value) => `e.status = any(${value}::text[])`, statuses)
  filters.where((value) => `e.template = ${value}`, template)
  filters.where((value) => `e.application_id = ${value}::uuid`, application_id)
  filters.where((value) => `e.recipient_id = ${value}::uuid`, recipient_id)
  return fetchPage(pool, {
    select: `e.doc, u.doc ->> 'email' as address`,
    from: 'emails e',
    joins: 'left join users u on u.id = e.recipient_id',
    id: 'e.id',
    filters,
    sort: { column: 'e.created_at', type: 'timestamptz' },
    order: 'desc',
    skip,
    limit,
    cursor,
  })
}

/** The language a person's messages are written in. */
export async function findMailLanguage(pool: pg.Pool, userId: string): Promise<Language> {
  const { rows } = await pool.query<{ language: Language }>({
    name: 'mail-language',
    text: `select doc ->> 'language' as language from mail_preferences where id = $1::uuid`,
    values: [userId],
  })
  return rows[0]?.language ?? 'fr'
}
