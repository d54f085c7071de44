import { z } from 'zod'

/** Parts that the bodies of both protocols have in common. */

const number = (value: unknown) =>
  typeof value === 'string' && /^\d{1,3}(?:\.\d+)?$/.test(value.trim()) ? Number(value) : value

/** 0 to a highest mark, as a number or, as the original sent it, as text. Null says nothing. */
export const mark = (max: number) => z.preprocess(number, z.number().min(0).max(max)).nullish()
export const remark = z.string().max(5000).nullish()

export const each = <Name extends string, S>(names: readonly Name[], schema: S): Record<Name, S> =>
  Object.fromEntries(names.map((name) => [name, schema])) as Record<Name, S>

/** What may be said of any evaluation beside scores. Totals are never taken from the client; the evaluator is the caller. */
export const commonInput = {
  status: z.enum(['pending', 'in_progress', 'completed', 'rejected']).nullish(),
  completed: z.boolean().nullish(),
  reason: z.string().trim().max(5000).nullish().meta({
    description:
      'Why: of a rejection, or of a correction; with status in_progress it takes a decided evaluation up again',
  }),
  close_panel: z
    .boolean()
    .nullish()
    .meta({ description: "Complete a panel's evaluation with the cards that were handed in so far" }),
}
