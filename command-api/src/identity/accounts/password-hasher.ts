import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { refuse } from '@one-hcm/contracts/kernel/decision'
import type { Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import { isImportedHash, verifyImported } from './imported-hash.ts'

/** Argon2id hashes, one at a time: each takes 19 MiB and a core, so more at once would slow everybody else. */
export type PasswordHasher = {
  hash(password: string): Promise<string | Refusal<RefusalCode>>
  /** Takes equally long without a stored hash (unknown account), so that time tells nothing (reliability A7). */
  verify(stored: string | undefined, password: string): Promise<boolean | Refusal<RefusalCode>>
}

/** Who comes when this many wait is refused with `overloaded` (503). */
const WAITING_MAX = 20

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function createPasswordHasher(waitingMax = WAITING_MAX): PasswordHasher {
  const nobodys = hash(randomBytes(24).toString('base64'), OPTIONS)
  let waiting = 0
  let turn: Promise<unknown> = nobodys

  const inTurn = async <T>(work: () => Promise<T>): Promise<T | Refusal<RefusalCode>> => {
    if (waiting > waitingMax) return refuse('overloaded')
    waiting += 1
    const mine = turn.then(work, work)
    turn = mine
    try {
      return await mine
    } finally {
      waiting -= 1
    }
  }

  return {
    hash: (password) => inTurn(() => hash(password, OPTIONS)),
    verify: (stored, password) =>
      inTurn(async () => {
        if (stored !== undefined && isImportedHash(stored)) return verifyImported(stored, password)
        const matches = await verify(stored ?? (await nobodys), password)
        return matches && stored !== undefined
      }),
  }
}
