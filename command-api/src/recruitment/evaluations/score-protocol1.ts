import { type Decision, refuse } from '@one-hcm/contracts/kernel/decision'
import type { EvaluationEvent } from '@one-hcm/contracts/recruitment/evaluations/evaluation.events'
import { type Protocol1Section, protocol1Sections } from '@one-hcm/contracts/recruitment/evaluations/protocol1-criteria'
import type { Protocol1Statement } from '@one-hcm/contracts/recruitment/evaluations/protocol1-input'
import {
  isFullyScored,
  overallOf,
  type Protocol1Scoring,
  sectionScore,
} from '@one-hcm/contracts/recruitment/evaluations/protocol1-scoring'
import { type EvaluatorCard, type OpenProtocol1, type Protocol1State, protocol1 } from './protocol1.ts'

export type ScoreProtocol1 = {
  applicationId: string
  evaluatorId: string
  statement: Protocol1Statement
}

/** An evaluator scores or corrects any part of an evaluation that is open (recruitment §3.4). */
export function scoreProtocol1(
  state: Protocol1State,
  command: ScoreProtocol1,
  { scoring }: { scoring: Protocol1Scoring },
): Decision<EvaluationEvent> {
  return state.stage === 'none' ? refuse('evaluation-not-found') : stated(state, command, scoring)
}

/** What a statement changes, section by section, and whether the evaluation is done with it. */
export function stated(
  before: OpenProtocol1,
  { applicationId, evaluatorId, statement }: ScoreProtocol1,
  scoring: Protocol1Scoring,
): readonly EvaluationEvent[] {
  const subject = {
    evaluation_id: applicationId,
    application_id: applicationId,
    candidate_id: before.candidateId,
    protocol: 1,
    evaluator_id: evaluatorId,
  } as const
  const events: EvaluationEvent[] = []
  let state = before
  const happened = (event: EvaluationEvent) => {
    events.push(event)
    state = protocol1.evolve(state, event) as OpenProtocol1
  }

  for (const section of protocol1Sections) {
    const scored = rescored(state.cards[evaluatorId], section, statement)
    if (!scored) continue
    const cards = { ...sectionsOf(state), [evaluatorId]: { ...state.cards[evaluatorId]?.sections, [section]: scored } }
    const overall = overallOf(Object.values(cards), scoring.weights)
    happened({
      type: 'EvaluationScored',
      data: {
        ...subject,
        section,
        criteria: scored.criteria,
        comments: scored.comments,
        section_score: scored.score,
        overall_score: overall.score,
        scoring_model: overall.model,
        weights: scoring.weights,
        scoring_version: scoring.version,
      },
    })
  }

  const { documentsVerified, adherence, generalSummary, interviewDate, verdict } = statement
  if (documentsVerified !== undefined && documentsVerified !== state.documentsVerified)
    happened({ type: 'DocumentsVerified', data: { ...subject, verified: documentsVerified } })
  const judged = {
    metier: adherence.metier ?? state.adherence.metier,
    talent: adherence.talent ?? state.adherence.talent,
    paradigme: adherence.paradigme ?? state.adherence.paradigme,
  }
  if (!same(judged, state.adherence))
    happened({
      type: 'EvaluationAdherenceSet',
      data: {
        ...subject,
        adherence_metier: judged.metier,
        adherence_talent: judged.talent,
        adherence_paradigme: judged.paradigme,
      },
    })
  if (generalSummary !== undefined && generalSummary !== state.generalSummary)
    happened({ type: 'EvaluationSummarised', data: { ...subject, general_summary: generalSummary } })
  if (interviewDate !== undefined && interviewDate !== state.interviewDate)
    happened({ type: 'EvaluationInterviewDated', data: { ...subject, interview_date: interviewDate } })

  if (verdict === 'rejected') {
    if (state.status !== 'rejected') happened({ type: 'EvaluationRejected', data: subject })
    return events
  }
  const cards = Object.values(sectionsOf(state))
  // A scoring reopens the evaluation; one that is fully scored is done again at once.
  const done = verdict === 'completed' || (state.status === 'in_progress' && isFullyScored(cards))
  if (done && state.status !== 'completed') {
    const overall = overallOf(cards, scoring.weights).score ?? 0
    happened({
      type: 'EvaluationCompleted',
      data: {
        ...subject,
        overall_score: overall,
        passed: overall >= scoring.passMark,
        pass_mark: scoring.passMark,
        scoring_version: scoring.version,
      },
    })
  }
  return events
}

/** A section of the evaluator's card after the statement; undefined when that says nothing new about it. */
function rescored(card: EvaluatorCard | undefined, section: Protocol1Section, { sections }: Protocol1Statement) {
  const given = sections[section]
  if (!given) return undefined
  const known = card?.sections[section]
  const knownComments = card?.remarks[section] ?? {}
  const criteria = { ...known?.criteria, ...given.criteria }
  const comments = { ...knownComments, ...given.comments }
  const score = sectionScore(criteria, given.score ?? known?.score ?? null)
  const isNew = !known || !same({ criteria, score }, known) || !same(comments, knownComments)
  return isNew ? { criteria, comments, score } : undefined
}

const sectionsOf = ({ cards }: OpenProtocol1) =>
  Object.fromEntries(Object.entries(cards).map(([evaluator, { sections }]) => [evaluator, sections]))

/** Plain values with their keys in the same order: both sides are merged from the older one. */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
