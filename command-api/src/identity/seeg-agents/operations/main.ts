/** `npm run agents -- import FILE [--dry-run]`: the staff directory, for operators. */
import { readFileSync } from 'node:fs'
import { createCommandExecutor } from '@one-hcm/platform/commands/executor'
import { runOperation } from '@one-hcm/platform/lifecycle/operation'
import { createAgentDirectory } from '../agent-directory.ts'
import { parseCommand, usage } from './command-line.ts'
import { importAgents } from './import-agents.ts'

const command = parseCommand(process.argv.slice(2))
if (command)
  await runOperation('agents', async ({ log, pool }) =>
    importAgents(
      {
        agents: createAgentDirectory(pool),
        executor: createCommandExecutor(log),
        now: () => new Date().toISOString(),
        print: (line) => console.log(line),
      },
      { ...command, bytes: readFileSync(command.file) },
    ),
  )
else {
  console.error(usage)
  process.exitCode = 2
}
