import { z } from 'zod'

/** What opens a session: a signed access token, and an opaque refresh token that works once. */
export const tokensWire = z
  .object({
    access_token: z.string(),
    refresh_token: z.string(),
    token_type: z.literal('bearer'),
    /** Seconds the access token lives. */
    expires_in: z.number().int(),
  })
  .meta({ id: 'Tokens' })
export type TokensWire = z.infer<typeof tokensWire>
