import type { UserEvent } from '@one-hcm/contracts/identity/users/user.events'
import { type MailRule, rule } from './mail-rule.ts'
import { addressee, later, type MailWish, NEWS_MS } from './mail-wish.ts'

type Of<Type extends UserEvent['type']> = Extract<UserEvent, { type: Type }>

/** A message to the person whose account it is, with what it needs besides the name. */
const toPerson = (
  person: Parameters<typeof addressee>[0] & object,
  template: MailWish['template'],
  expiresAt: string,
  values: MailWish['values'] = {},
): MailWish => ({
  template,
  to: { userId: person.id },
  about: person.id,
  applicationId: null,
  expiresAt,
  values: { ...addressee(person), ...values },
})

/** Which messages follow from what happens to an account (recruitment §5.2). */
export const accountMails: readonly MailRule[] = [
  rule<Of<'CandidateRegistered'>>({
    on: 'CandidateRegistered',
    needs: ({ data }) => ({ people: [data.user_id] }),
    mails: ({ data, metadata }, { people, hasHrMailbox }) => {
      const person = people.get(data.user_id)
      if (!person) return []
      const until = later(metadata.occurred_at, NEWS_MS)
      // Whoever waits for approval is welcomed when they get it, and not before (W-34).
      if (data.statut === 'actif') return [toPerson(person, 'welcome', until)]
      const { email, phone, matricule, date_of_birth, adresse } = person
      const request: MailWish = {
        template: 'access-request-received',
        to: { mailbox: 'hr' },
        about: person.id,
        applicationId: null,
        expiresAt: until,
        values: {
          ...addressee(person),
          email,
          phone,
          matricule: matricule === null ? null : String(matricule),
          date_of_birth,
          adresse,
        },
      }
      return [toPerson(person, 'access-request-pending', until), ...(hasHrMailbox ? [request] : [])]
    },
  }),

  rule<Of<'AccessApproved'>>({
    on: 'AccessApproved',
    needs: ({ data }) => ({ people: [data.user_id] }),
    mails: ({ data, metadata }, { people }) => {
      const person = people.get(data.user_id)
      const until = later(metadata.occurred_at, NEWS_MS)
      return person ? [toPerson(person, 'access-approved', until), toPerson(person, 'welcome', until)] : []
    },
  }),

  rule<Of<'AccessRejected'>>({
    on: 'AccessRejected',
    needs: ({ data }) => ({ people: [data.user_id] }),
    mails: ({ data, metadata }, { people }) => {
      const person = people.get(data.user_id)
      if (!person) return []
      const rejection_reason = typeof data.rejection_reason === 'string' ? data.rejection_reason : null
      return [toPerson(person, 'access-rejected', later(metadata.occurred_at, NEWS_MS), { rejection_reason })]
    },
  }),

  rule<Of<'PasswordResetRequested'>>({
    on: 'PasswordResetRequested',
    needs: ({ data }) => ({ people: [data.user_id] }),
    mails: ({ data }, { people }) => {
      const person = people.get(data.user_id)
      const { purpose, reset_id, expires_at } = data
      const template = purpose === 'invitation' ? 'set-password' : 'password-reset'
      return person ? [toPerson(person, template, expires_at, { reset_id, expires_at })] : []
    },
  }),

  ...(['PasswordReset', 'PasswordChanged'] as const).map((on) =>
    rule<Of<'PasswordReset' | 'PasswordChanged'>>({
      on,
      needs: ({ data }) => ({ people: [data.user_id] }),
      mails: ({ data, metadata: { occurred_at } }, { people }) => {
        const person = people.get(data.user_id)
        const values = { changed_at: occurred_at }
        return person ? [toPerson(person, 'password-changed', later(occurred_at, NEWS_MS), values)] : []
      },
    }),
  ),
]
