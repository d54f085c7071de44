import { createHash, timingSafeEqual } from 'node:crypto'
import type { Metadata } from '@grpc/grpc-js'

/** Passwords of the two users of §8. */
export interface Passwords {
  admin: string
  ops: string
}

export const defaultPasswords: Passwords = { admin: 'changeit', ops: 'changeit' }

/** Who is calling: a user, nobody, or somebody who is not who they say (§8). */
export type Caller = { kind: 'user'; name: string } | { kind: 'anonymous' } | { kind: 'unknown' }

/** The users of a node that asks for them, which is one that speaks TLS (§8). */
export class Users {
  private readonly digests: Map<string, Buffer>

  constructor(passwords: Passwords) {
    this.digests = new Map(Object.entries(passwords).map(([name, password]) => [name, digest(password)]))
  }

  /** The caller of a request by its `authorization: Basic …` header (§1.4). */
  callerOf(metadata: Metadata): Caller {
    const [header] = metadata.get('authorization')
    if (header === undefined) return { kind: 'anonymous' }
    const match = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(String(header))
    const decoded = Buffer.from(match?.[1] ?? '', 'base64').toString('utf8')
    const colon = decoded.indexOf(':')
    const name = decoded.slice(0, Math.max(0, colon))
    const known = this.digests.get(name)
    // Compared by digest, in constant time: neither length nor prefix of a password shows in the answer's time.
    const isRight = known !== undefined && timingSafeEqual(known, digest(decoded.slice(colon + 1)))
    return isRight ? { kind: 'user', name } : { kind: 'unknown' }
  }
}

const digest = (password: string): Buffer => createHash('sha256').update(password).digest()

/** The name that reports show; a node without users reports `admin` (§8). */
export function userNameOf(users: Users | undefined, metadata: Metadata): string {
  if (users === undefined) return 'admin'
  const caller = users.callerOf(metadata)
  return caller.kind === 'user' ? caller.name : 'anonymous'
}
