import { Worker } from 'node:worker_threads'
import { createLanes } from '@one-hcm/platform/broker/lanes'
import type { Omission } from './dossier-words.ts'
import type { Printed, PrintJob } from './print-dossier.ts'

export type DossierPrinter = {
  /**
   * Prints one dossier after another, each in a thread of its own with bounded time and memory. When files break the
   * thread, the dossier is printed without them. Resolves with undefined when too many wait.
   */
  print(job: PrintJob): Promise<Printed | undefined>
}

const WAITING_MAX = 10
const WITHIN_MS = 30_000
const HEAP_MAX_MB = 384

export function createDossierPrinter({
  run = inThread,
}: {
  run?: (job: PrintJob) => Promise<Printed>
} = {}): DossierPrinter {
  const lanes = createLanes()
  let waiting = 0

  const printAnyhow = async (job: PrintJob): Promise<Printed> => {
    try {
      return await run(job)
    } catch (error) {
      if (job.files.length === 0) throw error
      const unreadable = Object.fromEntries(job.files.map(({ id }): [string, Omission] => [id, 'unreadable']))
      return run({ ...job, files: [], omitted: { ...job.omitted, ...unreadable } })
    }
  }

  return {
    print: async (job) => {
      if (waiting >= WAITING_MAX) return undefined
      waiting += 1
      try {
        return await lanes.run('print', () => printAnyhow(job))
      } finally {
        waiting -= 1
      }
    },
  }
}

function inThread(job: PrintJob): Promise<Printed> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./printing-thread.ts', import.meta.url), {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MAX_MB },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: {},
    })
    const timer = setTimeout(() => {
      reject(new Error(`Printing took longer than ${WITHIN_MS} ms`))
      void worker.terminate()
    }, WITHIN_MS)
    worker.once('message', (printed: Printed) => resolve(printed))
    worker.once('error', reject)
    worker.once('exit', () => {
      clearTimeout(timer)
      reject(new Error('The printing thread ended without a result'))
    })
  })
}
