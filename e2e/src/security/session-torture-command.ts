import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { repository } from '../testing/child.ts'
import { writeSessionReport } from './session-report.ts'
import { tortureSessions } from './session-torture.ts'

/**
 * `npm run torture -- sessions [--seed S] [--attempts 20000] [--kills 50] [--mode one-process|separate] [--width 16]
 * [--sessions 48] [--out DIR]`. Resolves with the exit code: 1 on any violation, 2 on a wrong option.
 */
export async function runSessionTorture(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string' },
      attempts: { type: 'string', default: '20000' },
      kills: { type: 'string', default: '50' },
      mode: { type: 'string', default: 'separate' },
      width: { type: 'string', default: '16' },
      sessions: { type: 'string', default: '48' },
      out: { type: 'string', default: join(repository, 'e2e/results') },
    },
  })
  if (values.mode !== 'one-process' && values.mode !== 'separate') {
    console.error('--mode is one-process or separate')
    return 2
  }
  const seed = Number(values.seed ?? Date.now() % 1_000_000)
  console.log(`torture: sessions, seed ${seed}, ${values.mode}`)
  const report = await tortureSessions({
    seed,
    shape: values.mode,
    attempts: Number(values.attempts),
    kills: Number(values.kills),
    width: Number(values.width),
    sessionsPerRound: Number(values.sessions),
    say: (line) => console.log(line),
  })
  for (const violation of report.violations) console.log(violation)
  console.log(`\n${writeSessionReport(report, resolve(values.out))}`)
  return report.violations.length > 0 ? 1 : 0
}
