import { startThrowAwayPostgres } from './test-postgres.ts'
import { shareServer } from './test-postgres-sharing.ts'

/** Jest's globalSetup: the test files of this run share one PostgreSQL, started by the first that needs it. */
export default async function setUp(): Promise<void> {
  Object.assign(globalThis, { [Symbol.for('one-hcm stop sharing')]: await shareServer(startThrowAwayPostgres) })
}
