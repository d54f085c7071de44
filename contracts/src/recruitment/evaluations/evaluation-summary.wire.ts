import { z } from 'zod'
import type { EvaluationRow } from './evaluation.row.ts'
import { score, statuses } from './evaluation.wire.ts'
import type { Protocol } from './evaluation-grid.ts'
import { viewFor } from './evaluation-view.ts'

const summary = z
  .object({
    id: z.uuid(),
    status: z.enum(statuses),
    completed: z.boolean(),
    overall_score: score.meta({
      description: 'Out of 20; null without scores, and while a panel keeps them from the reader',
    }),
  })
  .nullable()

/** Both evaluations of an application in lists: recruitment §4.11, and the scores of §8's pipeline. */
export const evaluationSummariesWire = z
  .object({ protocol1: summary, protocol2: summary })
  .meta({ id: 'EvaluationSummaries' })
export type EvaluationSummaries = z.infer<typeof evaluationSummariesWire>

/** The evaluations of one application as one reader may see them. */
export const evaluationsToSummaries = (rows: readonly EvaluationRow[], readerId: string): EvaluationSummaries => {
  const of = (protocol: Protocol) => {
    const row = rows.find((one) => one.protocol === protocol)
    if (!row) return null
    const { id, status } = row
    return { id, status, completed: status === 'completed', overall_score: viewFor(row, readerId).overallScore }
  }
  return { protocol1: of(1), protocol2: of(2) }
}
