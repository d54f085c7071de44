import type { AuditEvent } from '../../testing/recruitment.ts'
import type { Entry } from '../history.ts'

/** What a checker looks at: all that the users were told, and all that the log holds. */
export type Evidence = {
  entries: readonly Entry[]
  log: readonly AuditEvent[]
}

/** Holds the system to one promise. An empty list means that it was kept. */
export type Checker = {
  readonly name: string
  check(evidence: Evidence): string[]
}

export const byCommand = (log: readonly AuditEvent[]): Map<string, AuditEvent[]> =>
  Map.groupBy(log, ({ command_id }) => command_id)
