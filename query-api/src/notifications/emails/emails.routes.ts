import { enveloped } from '@one-hcm/contracts/kernel/envelope'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import { emailToWire } from '@one-hcm/contracts/notifications/emails/email.wire'
import { emailActions } from '@one-hcm/contracts/notifications/emails/email-actions'
import { listEmailsRoute } from '@one-hcm/contracts/notifications/emails/list-emails.route'
import { getMailPreferenceRoute } from '@one-hcm/contracts/notifications/emails/mail-preference.route'
import { type Endpoint, endpoint } from '@one-hcm/platform/http/exchange'
import type { ReadModels } from '@one-hcm/platform/read-models/generations'
import { findEmails, findMailLanguage } from './find-emails.ts'

export type EmailReads = {
  readModels: ReadModels
  /** `HR_MAILBOX`. */
  hrMailbox: string | undefined
}

export const emailEndpoints = ({ readModels, hrMailbox }: EmailReads): Endpoint[] => [
  endpoint(listEmailsRoute, async ({ query, user }) => {
    const page = await findEmails(readModels.pool(), query)
    if (isRefusal(page)) return page
    const now = new Date().toISOString()
    const data = page.rows.map(({ doc, address }) =>
      emailToWire(doc, doc.mailbox ? (hrMailbox ?? null) : address, emailActions(doc, user.role, now)),
    )
    const { skip, limit } = query
    return {
      body: {
        success: true,
        message: 'Messages récupérés',
        data,
        total: page.total,
        skip,
        limit,
        has_more: page.next !== null,
        next_cursor: page.next,
      },
    }
  }),

  endpoint(getMailPreferenceRoute, async ({ user }) => ({
    body: enveloped({ language: await findMailLanguage(readModels.pool(), user.id) }, 'Préférence récupérée'),
  })),
]
