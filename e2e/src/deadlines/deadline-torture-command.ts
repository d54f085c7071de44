import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { repository } from '../testing/child.ts'
import { environmentOf } from '../torture/environment.ts'
import { type DeadlineTortureReport, tortureDeadlines } from './deadline-torture.ts'

/**
 * `npm run torture -- deadlines [--seed S] [--offers 30] [--kills 30] [--mode one-process|separate] [--out DIR]`.
 * Resolves with the exit code: 1 on any violation, 2 on a wrong option.
 */
export async function runDeadlineTorture(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string' },
      offers: { type: 'string', default: '30' },
      kills: { type: 'string', default: '30' },
      mode: { type: 'string', default: 'separate' },
      out: { type: 'string', default: join(repository, 'e2e/results') },
    },
  })
  if (values.mode !== 'one-process' && values.mode !== 'separate') {
    console.error('--mode is one-process or separate')
    return 2
  }
  const seed = Number(values.seed ?? Date.now() % 1_000_000)
  console.log(`torture: deadlines, seed ${seed}, ${values.mode}`)
  const report = await tortureDeadlines({
    seed,
    shape: values.mode,
    offers: Number(values.offers),
    kills: Number(values.kills),
    say: (line) => console.log(line),
  })
  const folder = resolve(values.out)
  mkdirSync(folder, { recursive: true })
  const page = pageOf(report)
  writeFileSync(join(folder, 'torture-deadlines.md'), page)
  console.log(`\n${page}`)
  return report.violations.length > 0 ? 1 : 0
}

function pageOf({ seed, shape, violations, ...report }: DeadlineTortureReport): string {
  const environment = Object.entries(environmentOf()).map(([name, value]) => `${name} ${value}`)
  const rows = [
    ['offers', report.offers],
    ['kills', report.kills],
    ['seconds', report.durationS],
    ['calls of a recruiter meanwhile, answered or not', report.writes],
    ['deadlines moved by hand', report.movedByHand],
    ['deadlines called off by hand', report.calledOff],
    ['deadlines reached', report.reached],
    ['offers closed by them', report.closed],
    ['violations', violations.length],
  ]
  return `# Deadlines under kills

\`npm run torture -- deadlines --seed ${seed} --offers ${report.offers} --kills ${report.kills} --mode ${shape}\`, ${environment.join(', ')}

| | |
| --- | --- |
${rows.map(([name, value]) => `| ${name} | ${value} |`).join('\n')}

Checked afterwards: every setting of a deadline came to pass once at most and not before its time, no offer is open behind its deadline
unless its closing was called off, offers close from being open only, a rebuild and a restart add nothing, read models equal a fresh
replay.
${violations.map((violation) => `\n- ${violation}`).join('')}`
}
