import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { repository } from '../testing/child.ts'
import { writeLiveReport } from './live-report.ts'
import { tortureLiveUpdates } from './live-torture.ts'

/**
 * `npm run torture -- live [--seed S] [--changes 5000] [--cuts 30] [--mode one-process|separate] [--width 8] [--out DIR]`.
 * Resolves with the exit code: 1 on any violation, 2 on a wrong option.
 */
export async function runLiveTorture(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string' },
      changes: { type: 'string', default: '5000' },
      cuts: { type: 'string', default: '30' },
      mode: { type: 'string', default: 'separate' },
      width: { type: 'string', default: '8' },
      out: { type: 'string', default: join(repository, 'e2e/results') },
    },
  })
  if (values.mode !== 'one-process' && values.mode !== 'separate') {
    console.error('--mode is one-process or separate')
    return 2
  }
  const seed = Number(values.seed ?? Date.now() % 1_000_000)
  console.log(`torture: live updates, seed ${seed}, ${values.mode}`)
  const report = await tortureLiveUpdates({
    seed,
    shape: values.mode,
    changes: Number(values.changes),
    cuts: Number(values.cuts),
    width: Number(values.width),
    say: (line) => console.log(line),
  })
  for (const violation of report.violations) console.log(violation)
  console.log(`\n${writeLiveReport(report, resolve(values.out))}`)
  return report.violations.length > 0 ? 1 : 0
}
