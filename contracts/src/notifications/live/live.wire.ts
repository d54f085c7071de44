import { z } from 'zod'
import { liveChangeKinds, liveResources } from './live-change.ts'

/** What a client hears of one event: what changed, not what it says. */
export const liveMessage = z
  .object({
    position: z.string().meta({ description: 'In the log, as `id` of the message and as `Consistency-Token`' }),
    at: z.string(),
    changes: z.array(
      z.object({
        resource: z.enum(liveResources),
        id: z.union([z.string(), z.number().int()]),
        change: z.enum(liveChangeKinds),
        revision: z.number().int().nullable(),
      }),
    ),
  })
  .meta({ id: 'LiveMessage' })
export type LiveMessage = z.infer<typeof liveMessage>
