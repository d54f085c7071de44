import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** A directory that holds the log of one node, locked for this process until it is released. */
export interface DataDirectory {
  path: string
  release(): void
}

/** A data directory that cannot be used; the message is for the operator. */
export class UnusableDataDirectory extends Error {
  override name = 'UnusableDataDirectory'
}

export const formatVersion = 2
const formatFile = 'FORMAT'
const formatText = (version: number): string => `One HCM event store, format ${version}\n`

/** Directories open in this process: file locks do not tell two owners within one process apart. */
const openHere = new Set<string>()

/** Creates or takes over the data directory at `path`. Throws UnusableDataDirectory. */
export function openDataDirectory(path: string): DataDirectory {
  mkdirSync(path, { recursive: true })
  const real = realpathSync(path)
  if (openHere.has(real)) throw inUse(path)
  checkFormat(real, path)
  const unlock = lock(join(real, 'lock'), path)
  openHere.add(real)
  return {
    path: real,
    release: () => {
      openHere.delete(real)
      unlock()
    },
  }
}

/** A directory for a node that keeps nothing. Release removes it. */
export function openTemporaryDirectory(): DataDirectory {
  const path = mkdtempSync(join(tmpdir(), 'one-hcm-event-store-'))
  return { path, release: () => rmSync(path, { recursive: true, force: true }) }
}

/** Takes the names of open files away where the system allows it, so that not even a kill leaves them behind. */
export function forgetTemporaryFiles(directory: DataDirectory): void {
  if (process.platform !== 'win32') rmSync(directory.path, { recursive: true, force: true })
}

function checkFormat(directory: string, shown: string): void {
  const file = join(directory, formatFile)
  if (existsSync(file)) {
    const text = readFileSync(file, 'utf8')
    if (text === formatText(formatVersion)) return
    throw new UnusableDataDirectory(
      `The data directory ${shown} has another format (${text.trim() || 'unknown'}); this node reads format ${formatVersion}. Use the release that wrote it, or copy its streams with 'event-store copy'.`,
    )
  }
  if (readdirSync(directory).some((name) => name !== 'lock')) {
    throw new UnusableDataDirectory(
      `The directory ${shown} holds other files and no event store. Give an empty directory or one written by this node.`,
    )
  }
  // Flushed before the log exists, so that a crash never leaves a log without its format.
  writeDurably(file, formatText(formatVersion))
  syncDirectory(directory)
}

function writeDurably(file: string, text: string): void {
  const descriptor = openSync(file, 'w')
  writeSync(descriptor, text)
  fsyncSync(descriptor)
  closeSync(descriptor)
}

function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(directory, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}

/**
 * An operating system lock on `file` that ends with the process, however it ends. Node has none of its own; SQLite's
 * exclusive transaction is one on every platform.
 */
function lock(file: string, shown: string): () => void {
  const database = new DatabaseSync(file)
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch {
    database.close()
    throw inUse(shown)
  }
  return () => database.close()
}

const inUse = (path: string): UnusableDataDirectory =>
  new UnusableDataDirectory(`The data directory ${path} is in use by another event store.`)
