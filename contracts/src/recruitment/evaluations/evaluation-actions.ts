import { type AvailableAction, actionFor } from '../../kernel/available-actions.ts'
import type { Role } from '../../kernel/route.ts'
import type { RefusalCode } from '../../refusals.ts'
import type { ApplicationStatus } from '../applications/application-status.ts'
import type { EvaluationRow } from './evaluation.row.ts'
import { resetProtocol1Route, resetProtocol2Route } from './reset-evaluation.route.ts'
import { scoreProtocol1Route } from './score-protocol1.route.ts'
import { scoreProtocol2Route } from './score-protocol2.route.ts'

/** Why nothing of an application's evaluations changes any more; undefined while it may. */
export const whyNotEvaluated = (
  status: ApplicationStatus,
): Extract<RefusalCode, 'application-withdrawn'> | undefined =>
  status === 'withdrawn' ? 'application-withdrawn' : undefined

type Standing = { decided: boolean; panelSize: number | null; hasCard: boolean }

/** Why somebody writes no card: a panel that was decided on is not joined any more; undefined when they may. */
export const whyNoCard = ({
  decided,
  panelSize,
  hasCard,
}: Standing): Extract<RefusalCode, 'panel-closed'> | undefined =>
  panelSize !== null && decided && !hasCard ? 'panel-closed' : undefined

/** Why a panel is not closed as it is; undefined when it may be. */
export const whyNotClosed = ({
  panelSize,
  submittedCards,
}: {
  panelSize: number | null
  submittedCards: number
}): Extract<RefusalCode, 'panel-without-cards'> | undefined =>
  panelSize === null || submittedCards === 0 ? 'panel-without-cards' : undefined

/** What a caller can do with an evaluation, by the rules its commands are judged by. */
export function evaluationActions(
  row: EvaluationRow,
  caller: { id: string; role: Role },
  application: { status: ApplicationStatus },
): AvailableAction[] {
  const scoring = row.protocol === 1 ? scoreProtocol1Route : scoreProtocol2Route
  const reset = row.protocol === 1 ? resetProtocol1Route : resetProtocol2Route
  const withdrawn = whyNotEvaluated(application.status)
  const hasCard = row.cards.some(({ card_id, submitted }) => card_id === caller.id && submitted)
  const act = (action: string, route: typeof scoring | typeof reset, rule: () => RefusalCode | undefined) =>
    actionFor(action, route, caller.role, () => withdrawn ?? rule())
  return [
    act('score', scoring, () => whyNoCard({ decided: row.decided, panelSize: row.panel_size, hasCard })),
    act('complete', scoring, () => (row.status === 'completed' ? 'evaluation-completed' : undefined)),
    act('reject', scoring, () => (row.status === 'rejected' ? 'evaluation-rejected' : undefined)),
    act('close_panel', scoring, () => {
      if (row.status === 'completed') return 'evaluation-completed'
      const submittedCards = row.cards.filter(({ submitted }) => submitted).length
      return whyNotClosed({ panelSize: row.panel_size, submittedCards })
    }),
    act('reopen', scoring, () =>
      row.status === 'completed' || row.status === 'rejected' ? undefined : 'evaluation-not-decided',
    ),
    act('reset', reset, () => undefined),
  ]
}
