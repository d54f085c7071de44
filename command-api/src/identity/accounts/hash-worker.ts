import { randomBytes } from 'node:crypto'
import { getPriority, setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { hashSync, verifySync } from '@node-rs/argon2'
import { isImportedHash, verifyImported } from './imported-hash.ts'

export type HashJob =
  | { kind: 'hash'; password: string }
  /** Without a stored hash: the same work for nobody. */
  | { kind: 'verify'; stored: string | undefined; password: string }
export type HashResult = { id: number; result: string | boolean; error?: string }

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/**
 * Below everybody else: a login may take longer on a busy machine, a read may not. Linux keeps priorities by thread, so
 * this is the thread's own; where it may not be lowered, hashing is merely less polite.
 */
const NICENESS = 5
const LOWEST = 19
try {
  if (process.platform === 'linux') setPriority(Math.min(LOWEST, getPriority() + NICENESS))
} catch {
  // Not permitted here.
}

const nobodys = hashSync(randomBytes(24).toString('base64'), OPTIONS)

function perform(job: HashJob): string | boolean {
  if (job.kind === 'hash') return hashSync(job.password, OPTIONS)
  const { stored, password } = job
  if (stored !== undefined && isImportedHash(stored)) return verifyImported(stored, password)
  const matches = verifySync(stored ?? nobodys, password)
  return matches && stored !== undefined
}

parentPort?.on('message', ({ id, job }: { id: number; job: HashJob }) => {
  try {
    parentPort?.postMessage({ id, result: perform(job) } satisfies HashResult)
  } catch (error) {
    parentPort?.postMessage({ id, result: false, error: (error as Error).message } satisfies HashResult)
  }
})
