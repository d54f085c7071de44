import { refuse } from '@one-hcm/contracts/kernel/decision'
import type { Refusal } from '@one-hcm/contracts/kernel/refusal'
import type { RefusalCode } from '@one-hcm/contracts/refusals'
import { createHashThread, type HashThread } from './hash-thread.ts'
import type { HashJob } from './hash-worker.ts'

/**
 * Argon2id hashes, one at a time on a thread that yields to all others: each takes 19 MiB and a core, so more at once
 * would slow everybody else (reliability A10).
 */
export type PasswordHasher = {
  hash(password: string): Promise<string | Refusal<RefusalCode>>
  /** Takes equally long without a stored hash (unknown account), so that time tells nothing (reliability A7). */
  verify(stored: string | undefined, password: string): Promise<boolean | Refusal<RefusalCode>>
}

/** Who comes when this many wait is refused with `overloaded` (503). */
const WAITING_MAX = 20

/** One for the process, begun with the first password: more would be more than one hash at a time. */
const processThread = createHashThread()

export function createPasswordHasher(waitingMax = WAITING_MAX, thread: HashThread = processThread): PasswordHasher {
  let inHand = 0
  let turn: Promise<unknown> = Promise.resolve()

  const inTurn = async <T>(job: HashJob): Promise<T | Refusal<RefusalCode>> => {
    // One is at work, the others wait.
    if (inHand > waitingMax) return refuse('overloaded')
    inHand += 1
    const work = () => thread.run(job) as Promise<T>
    const mine = turn.then(work, work)
    turn = mine
    try {
      return await mine
    } finally {
      inHand -= 1
    }
  }

  return {
    hash: (password) => inTurn({ kind: 'hash', password }),
    verify: (stored, password) => inTurn({ kind: 'verify', stored, password }),
  }
}
