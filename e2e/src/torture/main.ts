/**
 * `npm run torture -- [RUN] …`: breaks what can break and checks every promise. Without a name: kills processes of a whole
 * system under load. Each run documents its options; exit code 1 on any violation.
 */
import { runDeadlineTorture } from '../deadlines/deadline-torture-command.ts'
import { runLiveTorture } from '../live/live-torture-command.ts'
import { runMailerTorture } from '../mail/mailer-torture-command.ts'
import { runOutageTorture } from '../outage/outage-command.ts'
import { runRecruitersTorture } from '../recruiters/recruiters-command.ts'
import { runSessionTorture } from '../security/session-torture-command.ts'
import { runProgram } from '../testing/child.ts'
import { runSystemTorture } from './torture-command.ts'

/** The runs by the word that names them. */
const runs: Readonly<Record<string, (args: string[]) => Promise<number>>> = {
  'event-store': runEventStoreTorture,
  sessions: runSessionTorture,
  deadlines: runDeadlineTorture,
  mailer: runMailerTorture,
  live: runLiveTorture,
  outage: runOutageTorture,
  recruiters: runRecruitersTorture,
}

const [name, ...rest] = process.argv.slice(2)
const run = name === undefined || name.startsWith('-') ? undefined : runs[name]
if (name !== undefined && !name.startsWith('-') && !run) {
  console.error(`Usage: npm run torture -- [${Object.keys(runs).join('|')}] …`)
  process.exit(2)
}
process.exit(run ? await run(rest) : await runSystemTorture(process.argv.slice(2)))

/** The event store alone: a program of its own package. */
async function runEventStoreTorture(args: string[]): Promise<number> {
  const { code, stdout, stderr } = await runProgram('embedded/src/event-store/torture/main.ts', args, process.env, {
    withinMs: 3_600_000,
  })
  process.stdout.write(stdout)
  process.stderr.write(stderr)
  return code
}
