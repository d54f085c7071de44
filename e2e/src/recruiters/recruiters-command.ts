import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { repository } from '../testing/child.ts'
import { writeRecruitersReport } from './recruiters-report.ts'
import { tortureRecruiters } from './recruiters-torture.ts'

/**
 * `npm run torture -- recruiters [--seed S] [--seconds 60] [--recruiters 50] [--candidates 12] [--places 18]
 * [--mode one-process|separate] [--out DIR]`. Resolves with the exit code: 1 on any violation, 2 on a wrong option.
 */
export async function runRecruitersTorture(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string' },
      seconds: { type: 'string', default: '60' },
      recruiters: { type: 'string', default: '50' },
      candidates: { type: 'string', default: '12' },
      places: { type: 'string', default: '18' },
      mode: { type: 'string', default: 'separate' },
      out: { type: 'string', default: join(repository, 'e2e/results') },
    },
  })
  const places = Number(values.places)
  if ((values.mode !== 'one-process' && values.mode !== 'separate') || !(places >= 2 && places <= 24)) {
    console.error('--mode is one-process or separate; --places is 2 to 24')
    return 2
  }
  const seed = Number(values.seed ?? Date.now() % 1_000_000)
  console.log(`torture: recruiters, seed ${seed}, ${values.mode}`)
  const report = await tortureRecruiters({
    seed,
    shape: values.mode,
    seconds: Number(values.seconds),
    recruiters: Number(values.recruiters),
    candidates: Number(values.candidates),
    places,
    say: (line) => console.log(line),
  })
  for (const violation of report.violations) console.log(violation)
  console.log(`\n${writeRecruitersReport(report, resolve(values.out))}`)
  return report.violations.length > 0 ? 1 : 0
}
