import type { Language } from '@one-hcm/contracts/notifications/emails/email-template'
import type { CommandExecutor } from '@one-hcm/platform/commands/executor'
import { mailPreference } from './mail-preference.ts'

/** The language that a person chose, French until they do; mailboxes of the organisation are French. */
export async function languageFor(
  executor: CommandExecutor,
  recipient: { userId: string } | { mailbox: 'hr' },
): Promise<Language> {
  if (!('userId' in recipient)) return 'fr'
  return (await executor.facts(mailPreference, recipient.userId)).state
}
