import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { environmentOf } from '../torture/environment.ts'
import type { SessionTortureReport } from './session-torture.ts'

/** Writes a run's report as JSON and as a page to read, and returns the page. */
export function writeSessionReport(report: SessionTortureReport, folder: string): string {
  const environment = environmentOf()
  mkdirSync(folder, { recursive: true })
  const page = pageOf(report, environment)
  writeFileSync(join(folder, 'torture-sessions.json'), `${JSON.stringify({ environment, ...report }, null, 2)}\n`)
  writeFileSync(join(folder, 'torture-sessions.md'), page)
  return page
}

function pageOf(report: SessionTortureReport, environment: ReturnType<typeof environmentOf>): string {
  const { seed, shape, attempts, kills, width, sessionsPerRound, sessions, outcomes, rounds, violations } = report
  const recoveries = rounds.map(({ recoveryMs }) => recoveryMs).toSorted((a, b) => a - b)
  const facts: [string, string | number][] = [
    ['seed', seed],
    ['shape', shape],
    ['refreshes, uses of old tokens and logouts; at the same time', `${attempts}; ${width}`],
    ['kills', kills],
    ['sessions opened / closed', `${sessions.opened} / ${sessions.closed}`],
    ['duration', `${report.durationS} s`],
    ['ready again after a kill, median / slowest', `${recoveries[recoveries.length >> 1]} / ${recoveries.at(-1)} ms`],
    ['**refresh tokens exchanged twice**', `**${report.acceptedTwice}**`],
    ['**accepted after revocation**', `**${report.acceptedAfterRevocation}**`],
  ]
  const statuses = [...new Set(Object.values(outcomes).flatMap((counts) => Object.keys(counts)))]
  const killed = new Map<string, number>()
  for (const { victim } of rounds) killed.set(victim, (killed.get(victim) ?? 0) + 1)
  return [
    '# Torture: sessions',
    '',
    `Run on ${report.startedAt.slice(0, 10)} at commit ${environment.commit}: Node ${environment.node}, ${environment.cores} cores, ${environment.memoryGib} GiB.`,
    `Again: \`npm run torture -- sessions --seed ${seed} --attempts ${attempts} --kills ${kills} --mode ${shape} --width ${width} --sessions ${sessionsPerRound}\``,
    '',
    '| | |',
    '| --- | --- |',
    ...facts.map(([label, value]) => `| ${label} | ${value} |`),
    '',
    'What the attempts were answered; “none” is a connection that a kill cut. At the end the newest tokens of every closed',
    'session were tried once more. An access token may outlive its session by a second (decision 0007).',
    '',
    `| attempt | ${statuses.map((status) => (status === '0' ? 'none' : status)).join(' | ')} |`,
    `| --- | ${statuses.map(() => '---').join(' | ')} |`,
    ...Object.entries(outcomes).map(
      ([kind, counts]) => `| ${kind} | ${statuses.map((status) => counts[Number(status)] ?? 0).join(' | ')} |`,
    ),
    '',
    `Killed: ${[...killed].map(([victim, times]) => `${victim} ${times}×`).join(', ')}.`,
    '',
    ...(violations.length > 0 ? ['## Violations', '', ...violations.map((violation) => `- ${violation}`), ''] : []),
  ].join('\n')
}
