import { noStream } from './expected-revision.ts'
import type { WriteCommand } from './write-command.ts'
import { freshId } from './write-group.ts'

/**
 * What a fresh store begins with (§6.4): the accounts that a new EventStoreDB node announces in its log. Clients expect
 * system events in `$all` before those of any user.
 */
export function bootstrapCommands(): WriteCommand[] {
  return ['admin', 'ops'].map((login) => ({
    kind: 'append',
    stream: `$user-${login}`,
    expected: noStream,
    events: [
      {
        id: freshId(),
        type: '$UserCreated',
        isJson: true,
        data: Buffer.from(JSON.stringify({ loginName: login, groups: [`$${login === 'admin' ? 'admins' : 'ops'}`] })),
        metadata: Buffer.alloc(0),
      },
    ],
  }))
}
