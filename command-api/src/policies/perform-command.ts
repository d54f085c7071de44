import { ADMINISTRATORS, administrators } from '../identity/administrators/administrators.ts'
import { listAdministrator } from '../identity/administrators/list-administrator.ts'
import { endSessionsJudgedBefore, type OpenSessions } from '../identity/sessions/end-session.ts'
import { createProfile } from '../identity/users/create-profile.ts'
import { user } from '../identity/users/user.ts'
import { alignDeadline } from '../recruitment/deadlines/align-deadline.ts'
import { alignOfferDeadlines } from '../recruitment/deadlines/align-offer-deadlines.ts'
import { deadline } from '../recruitment/deadlines/deadline.ts'
import { interviewReminder } from '../recruitment/deadlines/interview-reminder.ts'
import { protocol1, protocol2 } from '../recruitment/evaluations/evaluation.ts'
import { applicationFacts } from '../recruitment/evaluations/load-evaluation-facts.ts'
import { openEvaluation } from '../recruitment/evaluations/open-evaluation.ts'
import { resetEvaluation } from '../recruitment/evaluations/reset-evaluation.ts'
import { closeAtDeadline } from '../recruitment/job-offers/close-at-deadline.ts'
import { jobOffer } from '../recruitment/job-offers/job-offer.ts'
import { notifyRecruiter } from './notify-recruiter.ts'
import { performInterviewCommand } from './perform-interview-command.ts'
import { defaultPolicySettings, type PolicySettings } from './policy-settings.ts'
import type { PerformCommand } from './run-policies.ts'

/** What each command of a policy does, with the settings that hold unless configured otherwise. */
export const performCommand = (
  ...[executor, context, command, settings = defaultPolicySettings]: [...Parameters<PerformCommand>, PolicySettings?]
): ReturnType<PerformCommand> => {
  switch (command.type) {
    case 'OpenProtocol1Evaluation': {
      const { applicationId, candidateId } = command
      return executor.execute(context, {
        aggregate: protocol1,
        id: applicationId,
        decide: (state) => openEvaluation(state, { protocol: 1, applicationId, candidateId, automatically: true }),
      })
    }
    case 'ResetProtocol2Evaluation': {
      const { applicationId } = command
      return applicationFacts(executor, applicationId).then((application) =>
        executor.execute(context, {
          aggregate: protocol2,
          id: applicationId,
          decide: (state) => resetEvaluation(state, command, { application }),
        }),
      )
    }
    case 'CreateCandidateProfile':
      return executor.execute(context, {
        aggregate: user,
        id: command.userId,
        decide: (state) => createProfile(state, command),
      })
    case 'NotifyRecruiter':
      return notifyRecruiter(executor, context, command)
    case 'ListAdministrator':
      return executor.execute(context, {
        aggregate: administrators,
        id: ADMINISTRATORS,
        decide: (state) => listAdministrator(state, command),
      })
    case 'DiscardDrafts':
    case 'EndSessions':
      // Drafts and sessions are rows beside the log: whoever has them ends them, in `performOnDrafts` and `performWith`.
      return Promise.resolve({ position: undefined })
    case 'FollowInterview':
    case 'ReleaseInterview':
      return performInterviewCommand(executor, context, command)
    case 'AlignOfferDeadlines':
      return alignOfferDeadlines(executor, context, command, { closingSoonHours: settings.offerClosingSoonHours })
    case 'AlignInterviewReminder': {
      const { interviewReminderHours: reminderHours } = settings
      const aligned = interviewReminder(command, { reminderHours, now: context.now })
      return executor.execute(context, {
        aggregate: deadline,
        id: aligned.subject.deadline_id,
        decide: (state) => alignDeadline(state, aligned),
      })
    }
    case 'CloseOfferAtDeadline':
      return executor.execute(context, {
        aggregate: jobOffer,
        id: command.jobOfferId,
        decide: (state) => closeAtDeadline(state, command),
      })
  }
}

/** The same with other settings, and where sessions are. */
export const performWith =
  (settings: PolicySettings, sessions: OpenSessions): PerformCommand =>
  (executor, context, command) =>
    command.type === 'EndSessions'
      ? endSessionsJudgedBefore({ executor, sessions }, context, command)
      : performCommand(executor, context, command, settings)
