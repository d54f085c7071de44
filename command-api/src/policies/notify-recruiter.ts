import { refuse } from '@one-hcm/contracts/kernel/decision'
import type { Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import type { Accepted, CommandExecutor } from '@one-hcm/platform/commands/executor'
import { createNotification } from '../notifications/inbox/create-notification.ts'
import { inbox } from '../notifications/inbox/inbox.ts'
import { application } from '../recruitment/applications/application.ts'
import type { PolicyCommand } from './policy-command.ts'

/** Tells the recruiter whom an application belongs to that its evaluation is done; one that was deleted, nobody. */
export async function notifyRecruiter(
  executor: CommandExecutor,
  context: CommandContext,
  { applicationId, sourceEventId }: Extract<PolicyCommand, { type: 'NotifyRecruiter' }>,
): Promise<Accepted<unknown> | Refusal<RefusalCode>> {
  const { row } = await executor.facts(application, applicationId)
  if (!row) return refuse('application-not-found')
  return executor.execute(context, {
    aggregate: inbox,
    id: row.recruiter_id,
    decide: (state) =>
      createNotification(state, {
        user_id: row.recruiter_id,
        subtype: 'evaluation_completed',
        application_id: applicationId,
        job_offer_id: row.job_offer_id,
        candidate_id: row.candidate_id,
        source_event_id: sourceEventId,
      }),
  })
}
