import { operatorEnvironment } from '../config/environment.ts'
import { readSettings, SettingsError } from '../config/settings.ts'
import { createLogger } from '../logging/logger.ts'
import { type Foundation, openFoundation } from './foundation.ts'

/** The operator asked for something that does not exist; the text says how to ask. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** What an operation found: 0 all is well, 1 something is not, 2 it was asked for wrongly. */
export type ExitCode = 0 | 1 | 2

/**
 * Runs one command of an operator on the system that the environment names, or on the one that runs on DATA_DIR, and
 * sets the exit code. Whatever goes wrong is told in a sentence.
 */
export async function runOperation(name: string, work: (foundation: Foundation) => Promise<ExitCode>): Promise<void> {
  let foundation: Foundation | undefined
  try {
    const settings = readSettings({ LOG_LEVEL: 'warn', ...operatorEnvironment(process.cwd(), process.env) })
    foundation = openFoundation(
      settings,
      createLogger({
        level: settings.LOG_LEVEL,
        service: name,
        // Standard output belongs to what the command answers.
        destination: process.stderr,
      }),
    )
    process.exitCode = await work(foundation)
  } catch (error) {
    process.exitCode = (error as Error).name === 'UsageError' ? 2 : 1
    console.error(
      error instanceof SettingsError
        ? `${error.message}\nSet them, or name a running system by DATA_DIR.`
        : (error as Error).message,
    )
  } finally {
    await foundation?.close()
  }
}
