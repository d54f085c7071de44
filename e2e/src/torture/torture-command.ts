import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { repository } from '../testing/child.ts'
import type { Shape } from '../testing/system.ts'
import { writeReport } from './report.ts'
import { runTorture } from './torture.ts'

const DEFAULT_AMQP_URL = 'amqp://guest:guest@127.0.0.1:5672'

/**
 * `npm run torture -- [--seed S] [--rounds 20] [--mode one-process|separate|both] [--amqp] [--operations N] [--users N]
 * [--examine-every N] [--until MINUTES] [--out DIR]`. Resolves with the exit code: 1 on any violation, 2 on a wrong option.
 */
export async function runSystemTorture(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string' },
      rounds: { type: 'string', default: '20' },
      mode: { type: 'string', default: 'both' },
      amqp: { type: 'boolean', default: false },
      operations: { type: 'string', default: '100' },
      users: { type: 'string', default: '8' },
      'examine-every': { type: 'string', default: '5' },
      until: { type: 'string' },
      out: { type: 'string', default: join(repository, 'e2e/results') },
    },
  })
  const shapes: Shape[] = values.mode === 'both' ? ['one-process', 'separate'] : [values.mode as Shape]
  if (shapes.some((shape) => shape !== 'one-process' && shape !== 'separate')) {
    console.error('--mode is one-process, separate or both')
    return 2
  }
  const until = values.until === undefined ? undefined : performance.now() + Number(values.until) * 60_000
  let seed = Number(values.seed ?? Date.now() % 1_000_000)
  let failed = false
  do {
    for (const shape of shapes) {
      console.log(`torture: seed ${seed}, ${shape}`)
      const report = await runTorture({
        seed,
        rounds: Number(values.rounds),
        shape,
        amqpUrl: values.amqp ? (process.env.AMQP_URL ?? DEFAULT_AMQP_URL) : undefined,
        operations: Number(values.operations),
        atOnce: Number(values.users),
        examineEvery: Number(values['examine-every']),
        historyFile: join(repository, '.data', 'torture', `${shape}-${seed}.ndjson`),
        say: (line) => console.log(line),
      })
      console.log(`\n${writeReport(report, resolve(values.out))}`)
      failed ||= report.violations.length > 0
    }
    seed += 1
  } while (!failed && until !== undefined && performance.now() < until)
  return failed ? 1 : 0
}
