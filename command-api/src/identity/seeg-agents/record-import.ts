import type { SeegAgentsEvent } from '@one-hcm/contracts/identity/seeg-agents/seeg-agents.events'
import type { Decision } from '@one-hcm/contracts/kernel/decision'
import type { DirectoryState } from './seeg-agents.ts'

export type RecordImport = { checksum: string; agents: number; fixedTerm: number; source: string }

/** The directory says what a file says; the same file again says nothing new. */
export const recordImport = (
  state: DirectoryState,
  { checksum, agents, fixedTerm, source }: RecordImport,
): Decision<SeegAgentsEvent> =>
  state.checksum === checksum
    ? []
    : [{ type: 'SeegAgentsImported', data: { checksum, agents, fixed_term: fixedTerm, source } }]
