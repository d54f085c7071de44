import { afterAll, beforeAll } from '@jest/globals'
import type { Client } from '../testing/client.ts'
import { createColleague, createFirstAdmin, type Person } from '../testing/people.ts'
import { type System, type SystemOptions, startSystem } from '../testing/system.ts'

/** One system for all tests of a file, with the colleagues they need. */
export type SuiteSystem = {
  readonly system: System
  readonly client: Client
  readonly admin: Person
  readonly recruiter: Person
  readonly auditor: Person
}

const START_WITHIN_MS = 120_000

/** Starts the system before the file's tests and takes it down after them, which fails if a process is left behind. */
export function systemForSuite(options: SystemOptions): SuiteSystem {
  const suite = {} as { -readonly [Key in keyof SuiteSystem]: SuiteSystem[Key] }
  beforeAll(async () => {
    suite.system = await startSystem({ ...options, env: { RATE_LIMIT_ENABLED: 'false', ...options.env } })
    suite.client = suite.system.client
    suite.admin = await createFirstAdmin(suite.client, suite.system.bootstrapToken)
    suite.recruiter = await createColleague(suite.client, suite.admin, 'recruiter')
    suite.auditor = await createColleague(suite.client, suite.admin, 'auditor')
  }, START_WITHIN_MS)
  afterAll(() => suite.system?.dispose(), START_WITHIN_MS)
  return suite
}
