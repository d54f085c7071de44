import { z } from 'zod'

export const passwordAnswer = z.object({ success: z.literal(true), message: z.string() })
