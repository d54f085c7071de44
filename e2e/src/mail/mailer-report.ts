import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { environmentOf } from '../torture/environment.ts'
import type { MailerTortureReport } from './mailer-torture.ts'

/** Writes a run's report as JSON and as a page to read, and returns the page. */
export function writeMailerReport(report: MailerTortureReport, folder: string): string {
  const environment = environmentOf()
  mkdirSync(folder, { recursive: true })
  const page = pageOf(report, environment)
  writeFileSync(join(folder, 'torture-mailer.json'), `${JSON.stringify({ environment, ...report }, null, 2)}\n`)
  writeFileSync(join(folder, 'torture-mailer.md'), page)
  return page
}

function pageOf(report: MailerTortureReport, environment: ReturnType<typeof environmentOf>): string {
  const { seed, kills, mailers, broker, wanted, duplicates, violations } = report
  const lost = violations.filter((violation) => violation.startsWith('lost')).length
  const facts: [string, string | number][] = [
    ['seed', seed],
    ['mailers at once; told by', `${mailers}; ${broker ? 'RabbitMQ' : 'the log'}`],
    ['kills', kills],
    ['duration', `${report.durationS} s`],
    ['messages wanted / recorded as sent', `${wanted} / ${report.sent}`],
    ['attempts of which nothing more was heard', report.interrupted],
    ['taken by the server without a reply, by its own fault', report.repliesWithheld],
    ['too late, recorded and not sent', report.tooLate],
    ['**lost**', `**${lost}**`],
    ['**arrived twice**', `**${duplicates}** (${((100 * duplicates) / Math.max(1, wanted)).toFixed(2)} %)`],
    [
      '**sent by a replay of the whole log**',
      `**${violations.filter((one) => one.includes('a replay sent')).length}**`,
    ],
    ['violations', violations.length],
  ]
  return [
    '# Torture: mailer',
    '',
    `Run on ${report.startedAt.slice(0, 10)} at commit ${environment.commit}: Node ${environment.node}, ${environment.cores} cores, ${environment.memoryGib} GiB.`,
    `Again: \`npm run torture -- mailer --seed ${seed} --kills ${kills} --mailers ${mailers}${broker ? ' --amqp' : ''}\``,
    '',
    'Mailers are processes of their own and are killed (`kill -9`) when a dialogue with the mail server reaches a step that is',
    'drawn, or up to 20 ms later. The server on loopback refuses, hangs up and falls silent now and then. At the end, one mailer',
    'starts on the whole log with empty tables.',
    '',
    '| | |',
    '| --- | --- |',
    ...facts.map(([label, value]) => `| ${label} | ${value} |`),
    '',
    `| step of a dialogue at which a mailer was killed | ${Object.keys(report.killedAt).join(' | ')} |`,
    `| --- | ${Object.keys(report.killedAt)
      .map(() => '---')
      .join(' | ')} |`,
    `| kills | ${Object.values(report.killedAt).join(' | ')} |`,
    '',
    'A message arrives twice only when the server had taken it and the acceptance could not be recorded any more; both copies',
    'carry the same Message-ID.',
    '',
    ...(violations.length > 0 ? ['## Violations', '', ...violations.slice(0, 50).map((one) => `- ${one}`), ''] : []),
  ].join('\n')
}
