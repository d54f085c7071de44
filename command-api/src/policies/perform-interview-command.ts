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
  const { state: closed } = await executor.facts(application, command.applicationId)
  return executor.execute(context, {
    aggregate: interviewCalendar,
    id: INTERVIEW_CALENDAR,
    decide: (state) =>
      releaseInterview(
        state,
        { applicationId: command.applicationId, by: context.actor.id },
        { application: closed, now: context.now },
      ),
  })
}
