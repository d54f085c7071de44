import { type AvailableAction, actionFor } from '../../kernel/available-actions.ts'
import type { Role } from '../../kernel/route.ts'
import { whyNotEvaluated } from '../evaluations/evaluation-actions.ts'
import { scoreProtocol1Route } from '../evaluations/score-protocol1.route.ts'
import { scoreProtocol2Route } from '../evaluations/score-protocol2.route.ts'
import { isInterviewable, isSimulable } from '../interviews/interview-rules.ts'
import { cancelSimulationRoute, scheduleSimulationRoute } from '../interviews/simulation.route.ts'
import { bookInterviewRoute } from '../interviews/write-interviews.route.ts'
import type { ApplicationRow } from './application.row.ts'
import { isDecided } from './application-content.ts'
import { isRequired, whyDocumentsStay } from './application-document.ts'
import { transitions } from './application-status.ts'
import { changeApplicationStatusRoute } from './change-application-status.route.ts'
import { deleteApplicationRoute } from './delete-application.route.ts'
import { deleteApplicationDocumentRoute } from './delete-application-document.route.ts'
import { downloadApplicationDocumentRoute } from './download-application-document.route.ts'
import { recordSynthesisRoute } from './record-synthesis.route.ts'
import { reachableBy } from './status-change.ts'
import { updateApplicationRoute } from './update-application.route.ts'
import { uploadApplicationDocumentRoute } from './upload-application-documents.route.ts'

/** What a caller in this role can do with an application, by the rules its commands are judged by. */
export function applicationActions(row: ApplicationRow, role: Role): AvailableAction[] {
  const standing = { status: row.status, previousStatus: row.history.at(-1)?.previous_status ?? undefined }
  const change = (action: string, kind: 'transition' | 'correction'): AvailableAction => {
    const to = reachableBy(kind, standing)
    const judged = actionFor(action, changeApplicationStatusRoute, role, () =>
      to.length === 0 ? 'status-transition-not-allowed' : undefined,
    )
    return judged.allowed ? { ...judged, to } : judged
  }
  return [
    change('change_status', 'transition'),
    change('correct_status', 'correction'),
    actionFor('amend', updateApplicationRoute, role, () => {
      if (role !== 'candidate') return 'application-content-not-own'
      return isDecided(row.status) ? 'application-decided' : undefined
    }),
    actionFor('withdraw', updateApplicationRoute, role, () => {
      if (role !== 'candidate') return 'status-transition-not-allowed'
      return transitions[row.status].includes('withdrawn') ? undefined : 'status-transition-not-allowed'
    }),
    actionFor('upload_document', uploadApplicationDocumentRoute, role, () => whyDocumentsStay(row.status, role)),
    actionFor('delete_document', deleteApplicationDocumentRoute, role, () => {
      const stay = whyDocumentsStay(row.status, role)
      if (stay) return stay
      return row.documents.every(({ document_type }) => isRequired(document_type)) ? 'document-required' : undefined
    }),
    actionFor('schedule_interview', bookInterviewRoute, role, () => {
      if (!isInterviewable(row.status)) return 'application-not-interviewable'
      return row.status === 'interview_scheduled' && row.interview_date !== null ? 'interview-exists' : undefined
    }),
    actionFor('schedule_simulation', scheduleSimulationRoute, role, () =>
      isSimulable(row.status) ? undefined : 'simulation-not-possible',
    ),
    actionFor('cancel_simulation', cancelSimulationRoute, role, () => undefined),
    actionFor('delete', deleteApplicationRoute, role, () => undefined),
    actionFor('score_protocol1', scoreProtocol1Route, role, () => whyNotEvaluated(row.status)),
    actionFor('score_protocol2', scoreProtocol2Route, role, () => whyNotEvaluated(row.status)),
    actionFor('record_synthesis', recordSynthesisRoute, role, () => whyNotEvaluated(row.status)),
    actionFor('download_documents', downloadApplicationDocumentRoute, role, () => undefined),
  ]
}
