import { deriveId } from '@one-hcm/contracts/kernel/aggregate-id'
import type { Recorded } from '@one-hcm/contracts/kernel/event'
import type { CommandExecutor } from '@one-hcm/platform/commands/executor'
import { enqueue } from '../../notifications/emails/enqueue.ts'
import { languageFor } from '../../notifications/emails/language-for.ts'
import type { FactSource } from '../../notifications/emails/mail-facts.ts'
import { mailerCommand } from '../../notifications/emails/own-command.ts'
import { subjectOf, versionOf } from '../../notifications/emails/templates/templates.ts'
import { gatherFacts } from './gather-facts.ts'
import type { MailWish } from './mail-wish.ts'
import { factsNeededBy, mailsFor } from './mails-for.ts'

export type QueueMailsOptions = {
  executor: CommandExecutor
  facts: FactSource
  hasHrMailbox: boolean
  now(): string
}

/** One message per event, template and recipient, whoever is told of the event, however often. */
export const emailIdFor = (eventId: string, { template, to }: Pick<MailWish, 'template' | 'to'>): string =>
  deriveId('email', eventId, template, 'userId' in to ? to.userId : to.mailbox)

/** Queues the messages that an event leads to, and returns their ids. A repeat queues none and returns the same ids. */
export async function queueMails(options: QueueMailsOptions, event: Recorded): Promise<string[]> {
  const { executor, facts, hasHrMailbox, now } = options
  const known = await gatherFacts(facts, factsNeededBy(event), hasHrMailbox)
  const ids: string[] = []
  for (const wish of mailsFor(event, known)) {
    const { template, to, values } = wish
    const language = await languageFor(executor, to)
    const emailId = emailIdFor(event.id, wish)
    await enqueue(
      executor,
      mailerCommand(now(), event),
      {
        emailId,
        template,
        templateVersion: versionOf(template),
        language,
        recipient: to,
        subjectId: wish.about,
        applicationId: wish.applicationId,
        sourceEventId: event.id,
        requestedBy: null,
        expiresAt: wish.expiresAt,
        subject: subjectOf(template, language, values),
        values,
      },
      known.people.get(wish.about)?.email === null,
    )
    ids.push(emailId)
  }
  return ids
}
