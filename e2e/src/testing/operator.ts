import { type Finished, runProgram } from './child.ts'

const mains = {
  agents: 'command-api/src/identity/seeg-agents/operations/main.ts',
  campaigns: 'command-api/src/recruitment/campaigns/operations/main.ts',
  projections: 'projectors/src/operations/main.ts',
  lake: 'etl-worker/src/operations/main.ts',
  audit: 'query-api/src/audit/operations/main.ts',
} as const

/** Comparing a lake reads all of it, and the machine may be busy. */
const WITHIN_MS = 300_000

export type OperatorCommand = keyof typeof mains

/** What an operator would type after `npm run`, with an environment of its own. */
export const runOperator = (
  command: OperatorCommand,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Finished> => runProgram(mains[command], args, env, { withinMs: WITHIN_MS })
