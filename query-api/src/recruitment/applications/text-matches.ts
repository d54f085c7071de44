import type pg from 'pg'
import { prepared } from '../../lists/fetch-page.ts'
import { contains } from '../../lists/filters.ts'

/**
 * Whose applications a text means: these candidates' and those for these offers; or more candidates than can be named, and
 * these offers (undefined: too many as well).
 */
export type TextMatches =
  | { kind: 'named'; candidates: readonly string[]; offers: readonly string[] }
  | { kind: 'many'; pattern: string; offers: readonly string[] | undefined }

/** From so many candidates or offers on, looking at applications in their order finds a page sooner. */
const NAMED_MAX = 1_000

/**
 * The candidates and offers that a text is found in: names and addresses, titles, in any case. Both are searched by
 * their indexes, before any application is looked at, and no further than they can be named. Undefined for no text.
 */
export async function matchesOf(
  pool: pg.Pool,
  text: string | undefined,
  namedMax = NAMED_MAX,
): Promise<TextMatches | undefined> {
  const pattern = contains(text?.toLowerCase())
  if (pattern === undefined) return undefined
  const [found] = await prepared<{ candidates: string[]; offers: string[] }>(
    pool,
    `select array(select u.id from users u where u.search like $1 limit ${namedMax + 1}) as candidates,
            array(select j.id from job_offers j where j.title ilike $1 limit ${namedMax + 1}) as offers`,
    [pattern],
  )
  const { candidates, offers } = found!
  if (offers.length > namedMax) return { kind: 'many', pattern, offers: undefined }
  return candidates.length > namedMax ? { kind: 'many', pattern, offers } : { kind: 'named', candidates, offers }
}
