import { Worker } from 'node:worker_threads'
import type { HashJob, HashResult } from './hash-worker.ts'

/** Hashes on a thread of its own. */
export type HashThread = { run(job: HashJob): Promise<string | boolean> }

/** The thread keeps next to nothing; what a hash needs is not on its heap. */
const LIMITS = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 4 }

const WORKER = new URL('./hash-worker.ts', import.meta.url)

/** Started with the first job, begun anew after it died, and no reason for the process to stay once all jobs are done. */
export function createHashThread(program: URL = WORKER): HashThread {
  let worker: Worker | undefined
  const waiting = new Map<number, PromiseWithResolvers<string | boolean>>()
  let number = 0

  const start = (): Worker => {
    // Without the flags of the process: what is imported into that has no business here.
    const started = new Worker(program, { resourceLimits: LIMITS, execArgv: [] })
    started.on('message', ({ id, result, error }: HashResult) => {
      const job = waiting.get(id)
      waiting.delete(id)
      if (waiting.size === 0) started.unref()
      if (error === undefined) job?.resolve(result)
      else job?.reject(new Error(error))
    })
    const fail = (reason: Error) => {
      if (worker !== started) return
      worker = undefined
      for (const { reject } of waiting.values()) reject(reason)
      waiting.clear()
    }
    started.on('error', fail)
    started.on('exit', (code) => fail(new Error(`The hash thread ended with ${code}`)))
    return started
  }

  return {
    run: (job) => {
      worker ??= start()
      worker.ref()
      const id = number++
      const outcome = Promise.withResolvers<string | boolean>()
      waiting.set(id, outcome)
      worker.postMessage({ id, job })
      return outcome.promise
    },
  }
}
