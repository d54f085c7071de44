import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { at, type Client } from '../testing/client.ts'
import type { Person } from '../testing/people.ts'
import { countMessages } from '../testing/rabbit.ts'
import { type AuditEvent, exportLog } from '../testing/recruitment.ts'
import type { System } from '../testing/system.ts'
import { waitFor } from '../testing/wait.ts'
import type { ApplicationReads } from './checkers/reads.ts'

const LAKE_WITHIN_MS = 300_000
const READS_WITHIN_MS = 60_000

/** What operators' own commands say about a system at rest; each sentence is a complaint. */
export async function examineSystem(system: System): Promise<string[]> {
  const complaints: string[] = []
  await untilReadModelsAreComplete(system).catch((error: Error) => complaints.push(error.message))
  const verified = await system.operator('projections', 'verify')
  if (verified.code !== 0) complaints.push(`projections verify: ${lastLines(verified.stdout, verified.stderr)}`)
  const parked = await system.operator('projections', 'parked')
  if (parked.code !== 0) complaints.push(`parked aggregates: ${lastLines(parked.stdout, parked.stderr)}`)
  let lake = { code: -1, stdout: '', stderr: '' }
  await waitFor(
    'the lake to hold the bytes of a fresh export',
    async () => {
      lake = await system.operator('lake', 'verify')
      return lake.code === 0
    },
    LAKE_WITHIN_MS,
  ).catch(() => complaints.push(`lake verify: ${lastLines(lake.stdout, lake.stderr)}`))
  const dead = await system.operator('lake', 'dead-letters')
  if (dead.code !== 0) complaints.push(`dead letters: ${lastLines(dead.stdout, dead.stderr)}`)
  complaints.push(...system.unexpectedEnds(), ...(await deadQueues(system)), ...fatalLines(system.logFolder))
  return complaints
}

const untilReadModelsAreComplete = (system: System) =>
  waitFor(
    'the read models to contain the whole log',
    async () => {
      const { stdout } = await system.operator('projections', 'status')
      const [applied, head] = ['Applied position', 'Head of the log'].map(
        (label) => new RegExp(`${label}\\s+(\\d+)`).exec(stdout)?.[1],
      )
      return applied !== undefined && head !== undefined && BigInt(applied) >= BigInt(head)
    },
    READS_WITHIN_MS,
  )

async function deadQueues({ broker }: System): Promise<string[]> {
  if (!broker) return []
  const counts = await countMessages(broker.url, broker.prefix)
  return Object.entries(counts).flatMap(([queue, count]) =>
    queue.endsWith('.dead') && count ? [`${count} messages in ${queue}`] : [],
  )
}

/** Errors that nobody caught, as the processes logged them before they ended. */
function fatalLines(logFolder: string): string[] {
  return readdirSync(logFolder).flatMap((file) =>
    readFileSync(join(logFolder, file), 'utf8')
      .split('\n')
      .filter((line) => line.includes('"msg":"unexpected error"'))
      .map((line) => `${file}: ${line.slice(0, 500)}`),
  )
}

const lastLines = (...texts: string[]): string =>
  texts.join('\n').trim().split('\n').slice(-8).join(' | ').slice(0, 1_000)

/** The status that reads show for every application of the log. */
export async function readApplications(
  client: Client,
  reader: Person,
  log: readonly AuditEvent[],
): Promise<ApplicationReads> {
  const reads = new Map<string, string | undefined>()
  for (const { type, data } of log) {
    if (type !== 'ApplicationSubmitted') continue
    const id = String(data.application_id)
    const answer = await client.get(`/api/v1/applications/${id}`, { token: reader.token })
    reads.set(id, answer.status === 200 ? String(at(answer, 'data', 'status')) : undefined)
  }
  return reads
}

/** The log, asked for until it is given. */
export const logOf = (client: Client, auditor: Person): Promise<AuditEvent[]> =>
  waitFor('the log', () => exportLog(client, auditor).catch(() => undefined), READS_WITHIN_MS)
