import { INTERVIEW_CALENDAR } from '@one-hcm/contracts/recruitment/interviews/interview.events'
import type { CommandContext } from '@one-hcm/platform/commands/command-context'
import type { CommandExecutor } from '@one-hcm/platform/commands/executor'
import { application } from '../recruitment/applications/application.ts'
import { followInterview } from '../recruitment/applications/follow-interview.ts'
import { interviewCalendar } from '../recruitment/interviews/interview-calendar.ts'
import { releaseInterview } from '../recruitment/interviews/release-interview.ts'
import type { PolicyCommand } from './policy-command.ts'

type InterviewCommand = Extract<PolicyCommand, { type: 'FollowInterview' | 'ReleaseInterview' }>

/** What the commands of policies between applications and the calendar do. */
export async function performInterviewCommand(
  executor: CommandExecutor,
  context: CommandContext,
  command: InterviewCommand,
) {
  if (command.type === 'FollowInterview')
    return executor.execute(context, {
      aggregate: application,
      id: command.applicationId,
      decide: (state) => followInterview(state, command),
    })
  const { applicationId, bookedAt } = command
  const { state: closed, row, position } = await executor.facts(application, applicationId)
  // A deletion after the booking has a reaction of its own, at its own time.
  if (bookedAt !== null && closed.stage === 'deleted' && position > bookedAt) return { position: undefined }
  // Judged as of the closing when that came later than the event: a repeat must not call off what was held by then.
  const now = row && row.updated_at > context.now ? row.updated_at : context.now
  return executor.execute(context, {
    aggregate: interviewCalendar,
    id: INTERVIEW_CALENDAR,
    decide: (state) => releaseInterview(state, { applicationId, by: context.actor.id }, { application: closed, now }),
  })
}
