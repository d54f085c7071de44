import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { environmentOf } from './environment.ts'
import type { TortureReport } from './torture.ts'

/** Writes a run's report as JSON and as a page to read, and returns the page. */
export function writeReport(report: TortureReport, folder: string): string {
  const environment = environmentOf()
  const name = `torture-${report.shape}${report.broker ? '-rabbitmq' : ''}`
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ environment, ...report }, null, 2)}\n`)
  const page = pageOf(report, environment)
  writeFileSync(join(folder, `${name}.md`), page)
  return page
}

function pageOf(report: TortureReport, environment: ReturnType<typeof environmentOf>): string {
  const { writes, sightings, rounds, violations } = report
  const recoveries = rounds.map(({ recoveryMs }) => recoveryMs).toSorted((a, b) => a - b)
  const facts: [string, string | number][] = [
    ['seed', report.seed],
    ['shape', report.shape],
    ['consumers', report.broker ? 'RabbitMQ' : 'the log'],
    ['rounds (one kill or more each)', rounds.length],
    ['writes per round, users', `${report.operationsPerRound}, ${report.users}`],
    ['duration', `${report.durationS} s`],
    ['writes: answered 2xx / refused / never settled', `${writes.ok} / ${writes.refused} / ${writes.unsettled}`],
    ['tries', writes.tries],
    ['events in the log', report.events],
    ['outcomes unknown at first', sightings.unknownOutcomes],
    ['crashes between append and reply', sightings.crashesBetweenAppendAndReply],
    ['writes delivered twice', sightings.duplicates],
    ['messages given to the broker more than once', sightings.redeliveries ?? 'no broker'],
    ['refusals by conflict', sightings.refusalsByConflict],
    [
      'ready again after a kill, median / slowest',
      `${recoveries[recoveries.length >> 1] ?? 0} / ${recoveries.at(-1) ?? 0} ms`,
    ],
    ['**violations**', `**${violations.length}**`],
  ]
  return [
    `# Torture: ${report.shape}${report.broker ? ', RabbitMQ' : ''}`,
    '',
    `Run on ${report.startedAt.slice(0, 10)} at commit ${environment.commit}: Node ${environment.node}, ${environment.cores} cores, ${environment.memoryGib} GiB.`,
    `Again: \`npm run torture -- --seed ${report.seed} --rounds ${rounds.length} --mode ${report.shape}${report.broker ? ' --amqp' : ''} --operations ${report.operationsPerRound} --users ${report.users}\``,
    '',
    '| | |',
    '| --- | --- |',
    ...facts.map(([label, value]) => `| ${label} | ${value} |`),
    '',
    '| round | killed | ready again (ms) | read models and lake compared |',
    '| --- | --- | --- | --- |',
    ...rounds.map(
      ({ round, victim, again, recoveryMs, examined }) =>
        `| ${round} | ${victim}${again ? ', twice' : ''} | ${recoveryMs} | ${examined ? 'yes' : ''} |`,
    ),
    '',
    ...(violations.length > 0 ? ['## Violations', '', ...violations.map((violation) => `- ${violation}`), ''] : []),
  ].join('\n')
}
