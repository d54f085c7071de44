import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { environmentOf } from '../torture/environment.ts'
import type { RecruitersReport } from './recruiters-torture.ts'

/** Writes a run's report as JSON and as a page to read, and returns the page. */
export function writeRecruitersReport(report: RecruitersReport, folder: string): string {
  const environment = environmentOf()
  mkdirSync(folder, { recursive: true })
  const page = pageOf(report, environment)
  writeFileSync(join(folder, 'torture-recruiters.json'), `${JSON.stringify({ environment, ...report }, null, 2)}\n`)
  writeFileSync(join(folder, 'torture-recruiters.md'), page)
  return page
}

function pageOf(report: RecruitersReport, environment: ReturnType<typeof environmentOf>): string {
  const { seed, shape, seconds, recruiters, candidates, places, writes, durationS, events, violations } = report
  const facts: [string, string | number][] = [
    ['seed', seed],
    ['shape', shape],
    ['recruiters; candidates; places in the calendar', `${recruiters}; ${candidates}; ${places}`],
    ['duration', `${durationS} s`],
    ['writes', `${writes}, ${Math.round(writes / Math.max(1, durationS))} a second`],
    ['events: calendar; evaluations', `${events.calendar}; ${events.evaluations}`],
    ['**violations**', `**${violations.length}**`],
  ]
  return [
    '# Torture: recruiters',
    '',
    `Run on ${report.startedAt.slice(0, 10)} at commit ${environment.commit}: Node ${environment.node}, ${environment.cores} cores, ${environment.memoryGib} GiB.`,
    `Again: \`npm run torture -- recruiters --seed ${seed} --seconds ${seconds} --recruiters ${recruiters} --candidates ${candidates} --places ${places} --mode ${shape}\``,
    '',
    '| | |',
    '| --- | --- |',
    ...facts.map(([label, value]) => `| ${label} | ${value} |`),
    '',
    'All recruiters book, move, swap, call off and score the interviews of the same candidates. Afterwards: no place was given twice,',
    'per version that was seen one write won, whoever lost was told why (409 or 412) and changed nothing, totals of evaluations follow',
    'from their cards; applications, calendar, interview statistics and dashboard equal a recount of the events, and `projections',
    'verify` is clean.',
    '',
    '| write | answers |',
    '| --- | --- |',
    ...Object.entries(report.outcomes).map(
      ([kind, answers]) =>
        `| ${kind} | ${Object.entries(answers)
          .toSorted(([, a], [, b]) => b - a)
          .map(([word, count]) => `${word} ${count}×`)
          .join(', ')} |`,
    ),
    '',
    ...(violations.length > 0 ? ['## Violations', '', ...violations.map((violation) => `- ${violation}`), ''] : []),
  ].join('\n')
}
