import { EventStoreDBClient } from '@eventstore/db-client'
import { openDataDirectory } from '../storage/data-directory.ts'
import { EventLog } from '../storage/event-log.ts'
import { type Comparison, compareWithTarget } from './compare.ts'
import { copyLog } from './copy.ts'
import { copyProgress } from './progress.ts'

export interface CopyEventStoreOptions {
  /** A data directory that no node is using. */
  dataDir: string
  /** Connection string of the server to copy to. */
  to: string
  keepTimes: boolean
  onProgress: (copied: number, position: number, end: number) => void
}

/** Copies a store to another server and compares the two. Rejects with UnusableDataDirectory or the client's error. */
export async function copyEventStore(options: CopyEventStoreOptions): Promise<Comparison & { copied: number }> {
  const directory = openDataDirectory(options.dataDir)
  const target = EventStoreDBClient.connectionString(options.to)
  try {
    const log = new EventLog(directory.path, { flush: true })
    try {
      const { keepTimes, onProgress } = options
      const progress = copyProgress(directory.path, options.to)
      const copied = await copyLog({ log, target, progress, keepTimes, onProgress })
      return { copied, ...(await compareWithTarget(log, target)) }
    } finally {
      await log.close()
    }
  } finally {
    await target.dispose()
    directory.release()
  }
}
