import type { EvaluationEvent } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import {
  type EvaluationStep,
  evaluationSteps,
  stepFields,
} from '@one-hcm/contracts/recruitment/evaluations/protocol2-criteria'
import { type Adherence, noAdherence, type OpenEvaluation } from './evaluation.ts'
import type { Scoring } from './score-card.ts'

/**
 * What a statement says beside scores, each as a fact of its own. With a panel everybody judges and sums up for themselves;
 * without, the next one goes on from the last word.
 */
export function notedBeside(state: OpenEvaluation, { subject, statement, panelSize }: Scoring): EvaluationEvent[] {
  const { documentsVerified, adherence = {}, generalSummary, interviewDate, steps = {}, simulation = {} } = statement
  const isPanel = panelSize !== null
  const events: EvaluationEvent[] = []
  const { evaluator_id: by } = subject
  if (documentsVerified !== undefined && documentsVerified !== state.documentsVerified)
    events.push({ type: 'DocumentsVerified', data: { ...subject, verified: documentsVerified } })

  const known = state.adherence[(isPanel ? by : state.lastWord.adherence) ?? by] ?? noAdherence
  const judged: Adherence = {
    metier: adherence.metier ?? known.metier,
    talent: adherence.talent ?? known.talent,
    paradigme: adherence.paradigme ?? known.paradigme,
  }
  if (judged.metier !== known.metier || judged.talent !== known.talent || judged.paradigme !== known.paradigme)
    events.push({
      type: 'EvaluationAdherenceSet',
      data: {
        ...subject,
        adherence_metier: judged.metier,
        adherence_talent: judged.talent,
        adherence_paradigme: judged.paradigme,
      },
    })

  const summary = state.summaries[(isPanel ? by : state.lastWord.summary) ?? by]
  if (generalSummary !== undefined && generalSummary !== summary)
    events.push({ type: 'EvaluationSummarised', data: { ...subject, general_summary: generalSummary } })
  if (interviewDate !== undefined && interviewDate !== state.interviewDate)
    events.push({ type: 'EvaluationInterviewDated', data: { ...subject, interview_date: interviewDate } })

  for (const step of evaluationSteps) {
    const said = steps[step]
    if (!said) continue
    const before = state.steps[step]
    const wasDone = before?.completed ?? isScored(state, step)
    const completed = said.completed ?? wasDone
    const notes = said.notes ?? before?.notes ?? null
    if (completed !== wasDone || (said.notes !== undefined && said.notes !== before?.notes))
      events.push({
        type: 'EvaluationStepCompleted',
        data: { ...subject, step, completed, notes: typeof notes === 'string' ? notes : null },
      })
  }

  const date = simulation.date ?? state.simulation.date
  const time = simulation.time ?? state.simulation.time
  if (date !== state.simulation.date || time !== state.simulation.time)
    events.push({
      type: 'EvaluationSimulationDated',
      data: { ...subject, simulation_date: date, simulation_time: time },
    })
  return events
}

/** A step is done by itself once the score that it leads to is there (recruitment §3.5). */
function isScored({ cards }: OpenEvaluation, step: EvaluationStep): boolean {
  const { scoredBy } = stepFields[step]
  if (scoredBy === undefined) return false
  return Object.values(cards).some(({ sections }) =>
    Object.values(sections).some(({ criteria }) => criteria[scoredBy] !== undefined),
  )
}
