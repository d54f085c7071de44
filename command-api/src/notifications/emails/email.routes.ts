import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import { refuse } from '@one-hcm/contracts/kernel/decision'
import { enveloped } from '@one-hcm/contracts/kernel/envelope'
import { isRefusal, type Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { EmailValues } from '@one-hcm/contracts/notifications/emails/email.events'
import type { EmailTemplate } from '@one-hcm/contracts/notifications/emails/email-template'
import { setMailPreferenceRoute } from '@one-hcm/contracts/notifications/emails/mail-preference.route'
import { retryEmailRoute } from '@one-hcm/contracts/notifications/emails/retry-email.route'
import { sendEmailRoute } from '@one-hcm/contracts/notifications/emails/send-email.route'
import { sendInterviewEmailRoute } from '@one-hcm/contracts/notifications/emails/send-interview-email.route'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import type { CommandExecutor } from '@one-hcm/platform/commands/executor'
import { type Endpoint, endpoint, type Reply } from '@one-hcm/platform/http/exchange'
import type { Correspondents } from './correspondents.ts'
import { email } from './email.ts'
import { enqueue } from './enqueue.ts'
import { languageFor } from './language-for.ts'
import type { PersonFacts } from './mail-facts.ts'
import { chooseLanguage, mailPreference } from './mail-preference.ts'
import { messageIdOf } from './message-id.ts'
import { retryEmail } from './retry-email.ts'
import { subjectOf, versionOf } from './templates/templates.ts'

export type EmailDependencies = {
  executor: CommandExecutor
  correspondents: Correspondents
  /** `MAIL_FROM_EMAIL`. */
  sender: string
}

const WEEK_MS = 7 * 86_400_000
/** Interviews are arranged in the time of Gabon, an hour ahead of UTC all year. */
const LIBREVILLE = '+01:00'

export const emailEndpoints = (dependencies: EmailDependencies): Endpoint[] => [
  endpoint(sendEmailRoute, async ({ body, user, command }) => {
    const { correspondents } = dependencies
    const person = await correspondents.candidate(body.to, null)
    if (!person) return refuse('email-recipient-unknown')
    const [ccIds, bccIds] = await Promise.all([body.cc, body.bcc].map((list) => correspondents.copies(list ?? [])))
    if (!ccIds || !bccIds) return refuse('email-copy-unknown')
    return send(dependencies, command, user.id, person, {
      template: 'free-message',
      applicationId: null,
      expiresAt: new Date(Date.parse(command.now) + WEEK_MS).toISOString(),
      values: { subject: body.subject, body: body.body },
      ccIds,
      bccIds,
    })
  }),

  endpoint(sendInterviewEmailRoute, async ({ body, user, command }) => {
    const applicationId = body.application_id ?? null
    const person = await dependencies.correspondents.candidate(body.to, applicationId)
    if (!person) return refuse('email-recipient-unknown')
    const startsAt = new Date(`${body.date}T${body.time}:00${LIBREVILLE}`).toISOString()
    if (startsAt <= command.now) return refuse('email-interview-past')
    return send(dependencies, command, user.id, person, {
      template: body.interview_type === 'simulation' ? 'simulation-invitation' : 'interview-invitation',
      applicationId,
      expiresAt: startsAt,
      values: {
        application_id: applicationId,
        job_title: body.job_title,
        starts_at: startsAt,
        location: body.location ?? null,
        notes: body.additional_notes ?? null,
        interview_mode: body.interview_mode ?? null,
        video_link: body.video_link ?? null,
        interviewer: null,
      },
    })
  }),

  endpoint(retryEmailRoute, async ({ params, user, command }) => {
    const outcome = await dependencies.executor.execute(command, {
      aggregate: email,
      id: params.id,
      decide: (state) => retryEmail(state, { emailId: params.id, requestedBy: user.id, now: command.now }),
    })
    if (isRefusal(outcome)) return outcome
    const { revision, position } = outcome
    const data = { id: params.id, status: 'queued' as const }
    return { revision, position, body: enveloped(data, 'Le message sera envoyé de nouveau') }
  }),

  endpoint(setMailPreferenceRoute, async ({ body, user, command }) => {
    const outcome = await dependencies.executor.execute(command, {
      aggregate: mailPreference,
      id: user.id,
      decide: (state) => chooseLanguage(state, { userId: user.id, language: body.language }),
    })
    if (isRefusal(outcome)) return outcome
    return { ...outcome, body: enveloped({ language: body.language }, 'Préférence enregistrée') }
  }),
]

type Wanted = {
  template: EmailTemplate
  applicationId: string | null
  expiresAt: string
  values: EmailValues
  ccIds?: readonly string[]
  bccIds?: readonly string[]
}

/** Queues what a colleague wrote. The answer is given when it is in the log; the mailer sends it (W-32, W-46). */
async function send(
  { executor, sender }: EmailDependencies,
  command: CommandContext,
  requestedBy: string,
  person: PersonFacts,
  wanted: Wanted,
): Promise<Reply | Refusal<RefusalCode>> {
  const { template, applicationId, expiresAt, ccIds, bccIds } = wanted
  const { id: userId, first_name, last_name, sexe } = person
  const values = { first_name, last_name, sexe, ...wanted.values }
  const language = await languageFor(executor, { userId })
  const emailId = deriveId('email', command.commandId)
  const outcome = await enqueue(executor, command, {
    emailId,
    template,
    templateVersion: versionOf(template),
    language,
    recipient: { userId },
    subjectId: userId,
    applicationId,
    sourceEventId: null,
    requestedBy,
    expiresAt,
    subject: subjectOf(template, language, values),
    values,
    ...(ccIds ? { ccIds } : {}),
    ...(bccIds ? { bccIds } : {}),
  })
  if (isRefusal(outcome)) return outcome
  const message_id = messageIdOf(emailId, sender)
  return {
    revision: outcome.revision,
    position: outcome.position,
    body: {
      success: true,
      message: 'Message enregistré : il sera envoyé sans attendre',
      message_id,
      email_id: emailId,
    },
  }
}
