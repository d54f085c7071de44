import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { isRefusal } from '@one-hcm/contracts/kernel/refusal'
import type { CommandExecutor } from '@one-hcm/platform/commands/executor'
import type { ExitCode } from '@one-hcm/platform/lifecycle/operation'
import { ownCommand } from '../../own-command.ts'
import type { AgentDirectory, SeegAgent } from '../agent-directory.ts'
import { recordImport } from '../record-import.ts'
import { DIRECTORY, seegAgents } from '../seeg-agents.ts'
import { readAgents } from './read-agents.ts'

/** Agents that one statement takes; progress is told after each. */
const BATCH = 1_000

export type ImportAgents = { file: string; bytes: Buffer; dryRun: boolean }
export type ImportParts = {
  agents: AgentDirectory
  executor: CommandExecutor
  now(): string
  print(line: string): void
}

/**
 * Brings the staff directory to what a file says, all of it or nothing. The rows come first and the event second: a crash
 * in between is put right by the same import again. Nobody is removed: who is not in the file stays. Of two imports at the
 * same moment the second is told to wait.
 */
export async function importAgents(parts: ImportParts, { file, bytes, dryRun }: ImportAgents): Promise<ExitCode> {
  const { agents: directory, print } = parts
  const { agents, problems } = readAgents(bytes.toString('utf8'))
  for (const { line, problem } of problems) print(`ligne ${line} : ${problem}`)
  const fixedTerm = agents.filter((agent) => agent.fixedTerm).length
  print(`${agents.length} agent(s) lus, dont ${fixedTerm} en CDD ; ${problems.length} ligne(s) refusée(s)`)
  if (problems.length > 0) {
    print('Rien n’a été importé : corrigez ces lignes.')
    return 1
  }
  const code = await directory.alone(() => bring(parts, { agents, fixedTerm, file, bytes, dryRun }))
  if (code !== 'busy') return code
  print('Un autre import est en cours : recommencez quand il aura fini.')
  return 1
}

async function bring(
  { agents: directory, executor, now, print }: ImportParts,
  { agents, fixedTerm, file, bytes, dryRun }: ImportAgents & { agents: readonly SeegAgent[]; fixedTerm: number },
): Promise<ExitCode> {
  const checksum = createHash('sha256').update(bytes).digest('hex')
  const { state } = await executor.facts(seegAgents, DIRECTORY)
  if (state.checksum === checksum) {
    print('Ce fichier est déjà importé.')
    return 0
  }
  if (dryRun) {
    print('Essai : rien n’a été écrit.')
    return 0
  }
  for (let done = 0; done < agents.length; done += BATCH) {
    await directory.importAgents(agents.slice(done, done + BATCH))
    print(`${Math.min(done + BATCH, agents.length)}/${agents.length}`)
  }
  const at = now()
  const outcome = await executor.execute(ownCommand('import-agents', `${checksum} ${at}`, at), {
    aggregate: seegAgents,
    id: DIRECTORY,
    decide: (current) => recordImport(current, { checksum, agents: agents.length, fixedTerm, source: basename(file) }),
  })
  if (isRefusal(outcome)) {
    print(`L’import n’a pas pu être inscrit (${outcome.refused}) : recommencez.`)
    return 1
  }
  print('Importé.')
  return 0
}
