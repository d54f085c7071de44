import type { SeegAgentsEvent } from '@one-hcm/contracts/identity/seeg-agents/seeg-agents.events'
import type { Aggregate } from '@one-hcm/platform/commands/aggregate'

/** There is one directory. */
export const DIRECTORY = 'main'

/** Which file the directory was last brought to. */
export type DirectoryState = { checksum: string | undefined }

export const seegAgents: Aggregate<DirectoryState, SeegAgentsEvent, never> = {
  name: 'seegAgents',
  category: 'seegAgents',
  initialState: { checksum: undefined },
  evolve: (_state, event) => ({ checksum: event.data.checksum }),
  foldRow: () => undefined,
}
