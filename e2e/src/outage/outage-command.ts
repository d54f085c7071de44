import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { repository } from '../testing/child.ts'
import { environmentOf } from '../torture/environment.ts'
import { type OutageReport, runBrokerOutage } from './broker-outage.ts'
import type { Phase } from './judge-outage.ts'

const DEFAULT_AMQP_URL = 'amqp://guest:guest@127.0.0.1:5672'

/**
 * `npm run torture -- outage [--minutes 5] [--per-second 20] [--mode one-process|separate] [--out DIR]`. Resolves with the
 * exit code: 1 on any violation, 2 on a wrong option.
 */
export async function runOutageTorture(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: 'string', default: '5' },
      'per-second': { type: 'string', default: '20' },
      mode: { type: 'string', default: 'one-process' },
      out: { type: 'string', default: join(repository, 'e2e/results') },
    },
  })
  if (values.mode !== 'one-process' && values.mode !== 'separate') {
    console.error('--mode is one-process or separate')
    return 2
  }
  const report = await runBrokerOutage({
    shape: values.mode,
    amqpUrl: process.env.AMQP_URL ?? DEFAULT_AMQP_URL,
    beforeS: 30,
    outageS: Number(values.minutes) * 60,
    perSecond: Number(values['per-second']),
    say: (line) => console.log(line),
  })
  for (const violation of report.violations) console.log(violation)
  const folder = resolve(values.out)
  mkdirSync(folder, { recursive: true })
  const environment = environmentOf()
  writeFileSync(join(folder, 'outage-broker.json'), `${JSON.stringify({ environment, ...report }, null, 2)}\n`)
  const page = pageOf(report, environment)
  writeFileSync(join(folder, 'outage-broker.md'), page)
  console.log(`\n${page}`)
  return report.violations.length > 0 ? 1 : 0
}

function pageOf(report: OutageReport, environment: ReturnType<typeof environmentOf>): string {
  const { before, during, violations } = report
  const row = (name: string, { sent, ok, p50Ms, p99Ms }: Phase) =>
    `| ${name} | ${sent} | ${ok} | ${p50Ms} ms | ${p99Ms} ms |`
  return `# RabbitMQ away for ${report.outageS / 60} minutes

\`npm run torture -- outage --minutes ${report.outageS / 60} --per-second ${report.perSecond} --mode ${report.shape}\`, ${Object.entries(
    environment,
  )
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')}

Half of the calls submit an application with three PDFs, half move one on; the pace does not wait for answers.

| broker | calls | answered 2xx | p50 | p99 |
| --- | --- | --- | --- | --- |
${row('there', before)}
${row('away', during)}

| | |
| --- | --- |
| applications acknowledged | ${report.applications} |
| events in the log | ${report.events} |
| events that waited for the broker | ${report.backlog} |
| all of them published after its return | ${report.drainedAfterMs === undefined ? 'not in time' : `${(report.drainedAfterMs / 1_000).toFixed(1)} s`} |
| violations | ${violations.length} |

Checked afterwards: every acknowledged application is in the log, every event was published, first in its stream's order, read models
equal a fresh replay, the lake the bytes of a fresh export, no dead letter, no process ended.
${violations.map((violation) => `\n- ${violation}`).join('')}`
}
