import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { identify, isRunning, type ProcessIdentity, signalProcess, waitForEnd } from './process-identity.ts'

/** What a data directory remembers of the process that works on it, so that the next start can end a stray. */
export interface ChildRecord {
  name: string
  child: ProcessIdentity
  /** The guardian that holds a foreign child; our own processes need none. */
  guard?: ProcessIdentity
  stopSignal: NodeJS.Signals
}

/** Writes the record of a child that was just started; a child that has ended already leaves none. */
export function writeRecord(file: string, entry: Omit<ChildRecord, 'child' | 'guard'>, pid: number, guardPid?: number) {
  const child = identify(pid)
  if (!child) return
  const guard = guardPid === undefined ? undefined : identify(guardPid)
  const record: ChildRecord = { ...entry, child, guard }
  // Renamed into place: a reader never meets half a record. It is never removed: start times make old ones harmless.
  writeFileSync(`${file}.${process.pid}`, `${JSON.stringify(record)}\n`, { mode: 0o600 })
  renameSync(`${file}.${process.pid}`, file)
}

/** The last record, undefined when there is none or it cannot be read. */
export function readRecord(file: string): ChildRecord | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ChildRecord
  } catch {
    return undefined
  }
}

/**
 * Ends what a crash left behind: asks the recorded process to stop, kills its group after `timeoutMs`, and returns its
 * name, or undefined when nothing was running. Does nothing to a process that merely got the same pid.
 */
export async function endStray(file: string, timeoutMs: number): Promise<string | undefined> {
  const record = readRecord(file)
  if (!record) return undefined
  const { child, guard } = record
  const wasRunning = isRunning(child)
  if (wasRunning) {
    signalProcess(child, record.stopSignal, 'process')
    if (!(await waitForEnd(child, timeoutMs))) {
      signalProcess(child, 'SIGKILL', 'group')
      await waitForEnd(child, timeoutMs)
    }
  }
  if (guard && !(await waitForEnd(guard, 1_000))) {
    signalProcess(guard, 'SIGKILL', 'process')
    await waitForEnd(guard, 1_000)
  }
  return wasRunning ? record.name : undefined
}
