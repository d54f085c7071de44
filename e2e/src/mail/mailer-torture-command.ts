import { randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { repository } from '../testing/child.ts'
import { removeFromBroker } from '../testing/rabbit.ts'
import { writeMailerReport } from './mailer-report.ts'
import { tortureMailer } from './mailer-torture.ts'

const DEFAULT_AMQP_URL = 'amqp://guest:guest@127.0.0.1:5672'

/**
 * `npm run torture -- mailer [--seed S] [--kills 300] [--mailers 2] [--backlog 100] [--amqp] [--out DIR]`: kills mailers
 * around the dialogue with a mail server. Resolves with the exit code: 1 on any violation.
 */
export async function runMailerTorture(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string' },
      kills: { type: 'string', default: '300' },
      mailers: { type: 'string', default: '2' },
      backlog: { type: 'string', default: '100' },
      amqp: { type: 'boolean', default: false },
      out: { type: 'string', default: join(repository, 'e2e/results') },
    },
  })
  const seed = Number(values.seed ?? Date.now() % 1_000_000)
  const prefix = `mail-${randomUUID().slice(0, 8)}`
  const amqp = values.amqp ? { url: process.env.AMQP_URL ?? DEFAULT_AMQP_URL, prefix } : undefined
  console.log(`torture: mailer, seed ${seed}, ${values.kills} kills`)
  try {
    const report = await tortureMailer({
      seed,
      kills: Number(values.kills),
      mailers: Number(values.mailers),
      backlog: Number(values.backlog),
      amqp,
      say: (line) => console.log(line),
    })
    for (const violation of report.violations.slice(0, 20)) console.log(violation)
    console.log(`\n${writeMailerReport(report, resolve(values.out))}`)
    return report.violations.length > 0 ? 1 : 0
  } finally {
    if (amqp) await removeFromBroker(amqp.url, amqp.prefix)
  }
}
