import { z } from 'zod'
import { commonInput, each, mark, remark } from './evaluation-input.ts'
import { type EvaluationStatement, sectionsGiven, verdictOf } from './evaluation-statement.ts'
import {
  evaluationSteps,
  gapLevels,
  protocol2TextFields,
  qcmFields,
  starFields,
  stepFields,
} from './protocol2-criteria.ts'
import { toScore } from './scoring.ts'

/** A star is four points out of 20 (recruitment §3.4). */
export const STAR_FACTOR = 4

const flags = evaluationSteps.map((step) => stepFields[step].flag)
const notes = evaluationSteps.flatMap((step) => stepFields[step].notes ?? [])

/**
 * An evaluation by protocol 2 as clients send it (recruitment §2.11): the two tests out of 20 with flags and notes, the newer
 * interface's criteria in stars, or the older client's `exactitude` from 0 to 5 with `details`. Fields that are not named,
 * or null, stay as they are.
 */
export const protocol2Input = z.object({
  ...each(qcmFields, mark(20)),
  ...each(starFields, mark(5)),
  ...each(protocol2TextFields, remark),
  gap_competences_level: z.enum(gapLevels).nullish(),
  exactitude: mark(5).meta({ deprecated: true, description: 'One score out of 5' }),
  ...commonInput,
  ...each(flags, z.boolean().nullish()),
  ...each(notes, remark),
  simulation_date: z.iso.date().nullish(),
  simulation_time: z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/)
    .nullish(),
})
export const newProtocol2Input = protocol2Input.extend({ application_id: z.uuid() })

/** Sorts a request's fields into the sections of the grid, out of 20, and into steps. */
export function protocol2Statement(body: z.output<typeof protocol2Input>): EvaluationStatement {
  const given: Record<string, unknown> = { ...body }
  for (const field of qcmFields) if (typeof body[field] === 'number') given[field] = toScore(body[field])
  for (const field of starFields) if (typeof body[field] === 'number') given[field] = toScore(body[field] * STAR_FACTOR)
  // Beside scores of the grid, the older client's one score is only the total that was read, sent back.
  const isWhole = [...qcmFields, ...starFields].every((field) => typeof body[field] !== 'number')
  given.global_score =
    isWhole && typeof body.exactitude === 'number' ? toScore(body.exactitude * STAR_FACTOR) : undefined
  const named = body as Readonly<Record<string, unknown>>
  const steps = evaluationSteps.flatMap((step) => {
    const { flag, notes } = stepFields[step]
    const completed = (named[flag] as boolean | null | undefined) ?? undefined
    const said = notes === undefined ? undefined : ((named[notes] as string | null | undefined) ?? undefined)
    return completed === undefined && said === undefined ? [] : [[step, { completed, notes: said }] as const]
  })
  const { simulation_date, simulation_time } = body
  return {
    sections: sectionsGiven(2, given),
    gapLevel: body.gap_competences_level ?? undefined,
    verdict: verdictOf(body),
    reason: body.reason || undefined,
    closePanel: body.close_panel ?? undefined,
    steps: Object.fromEntries(steps),
    simulation: {
      date: simulation_date ?? undefined,
      time: simulation_time ? (simulation_time.length === 5 ? `${simulation_time}:00` : simulation_time) : undefined,
    },
  }
}
