import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { environmentOf } from '../torture/environment.ts'
import type { LiveTortureReport } from './live-torture.ts'

/** Writes a run's report as JSON and as a page to read, and returns the page. */
export function writeLiveReport(report: LiveTortureReport, folder: string): string {
  const environment = environmentOf()
  mkdirSync(folder, { recursive: true })
  const page = pageOf(report, environment)
  writeFileSync(join(folder, 'torture-live.json'), `${JSON.stringify({ environment, ...report }, null, 2)}\n`)
  writeFileSync(join(folder, 'torture-live.md'), page)
  return page
}

function pageOf(report: LiveTortureReport, environment: ReturnType<typeof environmentOf>): string {
  const { seed, shape, changes, cuts, width, events, durationMs, clients, violations } = report
  return [
    '# Torture: live updates',
    '',
    `Run on ${report.startedAt.slice(0, 10)} at commit ${environment.commit}: Node ${environment.node}, ${environment.cores} cores, ${environment.memoryGib} GiB.`,
    `Again: \`npm run torture -- live --seed ${seed} --changes ${changes} --cuts ${cuts} --mode ${shape} --width ${width}\``,
    '',
    'Clients in every role look on while changes are made. Each is cut at random places, also in the middle of a message, and',
    'comes back with its last id, by header or parameter, by token or ticket, at any instance. What each had to hear follows from',
    'the log and from the specification written down once more (`e2e/src/live/expectations.ts`).',
    '',
    '| | |',
    '| --- | --- |',
    `| seed, shape | ${seed}, ${shape} |`,
    `| changes made, at the same time | ${changes}, ${width} |`,
    `| events that they left in the log | ${events} |`,
    `| from the first change to the last message | ${Math.round(durationMs / 1000)} s |`,
    `| **violations** | **${violations.length}** |`,
    '',
    '| client | cuts | messages | changes heard | missing, repeated, out of order, not theirs |',
    '| --- | --- | --- | --- | --- |',
    ...clients.map(
      ({ name, cuts, messages, changes, violations }) =>
        `| ${name} | ${cuts} | ${messages} | ${changes} | ${violations.length} |`,
    ),
    '',
    ...(violations.length > 0 ? ['## Violations', '', ...violations.map((violation) => `- ${violation}`), ''] : []),
  ].join('\n')
}
