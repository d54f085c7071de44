import { z } from 'zod'

/** `{success, message, data}`: envelope E6 of recruitment §0. */
export const envelope = <T extends z.ZodType>(data: T) =>
  z.object({ success: z.literal(true), message: z.string(), data })

export const enveloped = <T>(data: T, message: string) => ({ success: true as const, message, data })

/** A page with its count: envelope E2 of recruitment §0, and the cursor of the next page. */
export const pageEnvelope = <T extends z.ZodType>(item: T) =>
  z.object({
    success: z.literal(true),
    message: z.string(),
    data: z.array(item),
    total: z.number().int(),
    page: z.number().int(),
    per_page: z.number().int(),
    next_cursor: z.string().nullable(),
  })

export type PageRequest = { skip: number; limit: number }

export const pageEnveloped = <T>(
  data: T[],
  { total, skip, limit, next, message }: PageRequest & { total: number; next: string | null; message: string },
) => ({
  success: true as const,
  message,
  data,
  total,
  page: Math.floor(skip / limit) + 1,
  per_page: limit,
  next_cursor: next,
})

/** Page parameters of every list: `skip` and `limit` of existing clients, `cursor` beside them. */
export const pageQuery = (defaultLimit: number, maxLimit: number) => ({
  skip: z.coerce.number().int().min(0).max(100_000).default(0),
  limit: z.coerce.number().int().min(1).max(maxLimit).default(defaultLimit),
  cursor: z.string().max(500).optional(),
})
