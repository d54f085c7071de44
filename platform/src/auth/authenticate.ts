import { roles } from '@one-hcm/contracts/kernel/route'
import type { Request } from 'express'
import { LRUCache } from 'lru-cache'
import { Passport } from 'passport'
import { ExtractJwt, Strategy } from 'passport-jwt'
import type { Caller } from '../http/exchange.ts'
import { isPlainJson } from '../http/json-shape.ts'
import type { SessionGuard } from './session-guard.ts'
import { decodeProtectedHeader } from './token-header.ts'
import { type AccessClaims, ALGORITHM, LEEWAY_SECONDS, signingKey, type TokenSettings } from './tokens.ts'

export type Authentication = Caller | 'none' | 'invalid'
export type Authenticator = (request: Request) => Promise<Authentication>

const VERIFIED_TOKENS_MAX = 10_000
const STRATEGY = 'access-token'

/**
 * Says who calls: nobody, somebody, or somebody with a token that does not hold. Signature, algorithm, issuer,
 * audience, times and type are pinned; the session behind the token must be alive, which every process re-reads at the
 * latest after a second. Verified tokens are remembered until they expire.
 */
export function createAuthenticator(settings: TokenSettings, sessions: SessionGuard): Authenticator {
  const verified = new LRUCache<string, Caller>({ max: VERIFIED_TOKENS_MAX })
  const passport = new Passport()
  passport.use(
    STRATEGY,
    new Strategy(
      {
        secretOrKey: signingKey(settings.secret) as never,
        jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
        issuer: settings.issuer,
        audience: settings.audience,
        algorithms: [ALGORITHM],
        jsonWebTokenOptions: { clockTolerance: LEEWAY_SECONDS },
      },
      (claims: AccessClaims, done: (error: unknown, user: AccessClaims | false) => void) =>
        done(null, isAccessClaims(claims) ? claims : false),
    ),
  )

  const verify = (request: Request): Promise<AccessClaims | undefined> =>
    new Promise((resolve, reject) => {
      passport.authenticate(STRATEGY, { session: false }, (error: unknown, claims: AccessClaims | false) =>
        error ? reject(error as Error) : resolve(claims || undefined),
      )(request)
    })

  return async (request) => {
    const header = request.headers.authorization
    if (header === undefined) return 'none'
    const token = /^Bearer +(\S+)$/i.exec(header)?.[1]
    if (!token) return 'none'
    let caller = verified.get(token)
    if (!caller) {
      if (!isUnambiguous(token)) return 'invalid'
      const header = decodeProtectedHeader(token)
      if (header?.typ !== 'at+jwt' || header.crit !== undefined) return 'invalid'
      const claims = await verify(request)
      if (!claims) return 'invalid'
      caller = { id: claims.sub, role: claims.role, sessionId: claims.sid }
      verified.set(token, caller, { ttl: Math.max(1, claims.exp * 1000 - Date.now()) })
    }
    return (await sessions.isLive(caller.sessionId)) ? caller : 'invalid'
  }
}

/** No claim is there twice: others would read the first, we the last. */
const isUnambiguous = (token: string): boolean =>
  token
    .split('.')
    .slice(0, 2)
    .every((part) => isPlainJson(Buffer.from(part, 'base64url')))

const isAccessClaims = (claims: Partial<AccessClaims>): claims is AccessClaims =>
  typeof claims.sub === 'string' &&
  typeof claims.sid === 'string' &&
  typeof claims.exp === 'number' &&
  typeof claims.iat === 'number' &&
  claims.iat <= Date.now() / 1_000 + LEEWAY_SECONDS &&
  (roles as readonly string[]).includes(claims.role ?? '')
