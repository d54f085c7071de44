import { setTimeout as delay } from 'node:timers/promises'
import { type Probe, probeDuring } from '../measure/paced-probe.ts'
import { type Figure, figureOf } from '../measure/statistics.ts'
import type { BenchSystem } from '../system.ts'
import { sampleOffer } from './sample-offer.ts'

const LOGINS_AT_ONCE = 50
const PROBE_EVERY_MS = 25
const PASSWORD = 'Une-Phrase-Longue-2026!'

export type HashingLine = {
  route: string
  /** Milliseconds: medians and tails of the rounds without and with logins. */
  idle: { p50: Figure; p99: Figure }
  during: { p50: Figure; p99: Figure }
}
export type HashingReport = { lines: HashingLine[]; logins: { served: number; refused: number } }

/**
 * What 50 logins at the same moment do to everybody else: other routes of both APIs are asked at a steady pace, in
 * interleaved rounds without and with logins, burst after burst (reliability A10).
 */
export async function hashingWorkload(
  system: BenchSystem,
  offerId: string,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<HashingReport> {
  const email = await createAccount(system)
  const probes = probesOf(system, offerId)
  const logins = { served: 0, refused: 0 }
  const burst = async () => {
    const statuses = await Promise.all(Array.from({ length: LOGINS_AT_ONCE }, () => logIn(system, email)))
    logins.served += statuses.filter((status) => status === 200).length
    logins.refused += statuses.filter((status) => status === 503).length
    const other = statuses.find((status) => status !== 200 && status !== 503)
    if (other !== undefined) throw new Error(`A login answered ${other}`)
  }
  const bursts = async () => {
    for (const until = performance.now() + seconds * 1_000; performance.now() < until; ) await burst()
  }
  await probeDuring(probes, PROBE_EVERY_MS, burst)
  const idle: Awaited<ReturnType<typeof probeDuring>>[] = []
  const during: typeof idle = []
  for (let round = 0; round < rounds; round++) {
    idle.push(await probeDuring(probes, PROBE_EVERY_MS, () => delay(seconds * 1_000)))
    during.push(await probeDuring(probes, PROBE_EVERY_MS, bursts))
  }
  const figures = (of: typeof idle, index: number) => ({
    p50: figureOf(of.map((round) => round[index]!.p50)),
    p99: figureOf(of.map((round) => round[index]!.p99)),
  })
  return {
    lines: probes.map(({ name }, index) => ({
      route: name,
      idle: figures(idle, index),
      during: figures(during, index),
    })),
    logins,
  }
}

function probesOf({ commandUrl, queryUrl, token }: BenchSystem, offerId: string): Probe[] {
  const headers = { authorization: `Bearer ${token}` }
  let number = 1_000_000
  return [
    { name: 'command API, GET /health', url: `${commandUrl}/health` },
    {
      name: 'command API, POST /jobs',
      url: `${commandUrl}/api/v1/jobs`,
      init: () => ({
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(sampleOffer(number++)),
      }),
    },
    { name: 'query API, GET /jobs/{id}', url: `${queryUrl}/api/v1/jobs/${offerId}`, init: () => ({ headers }) },
    { name: 'query API, GET /jobs', url: `${queryUrl}/api/v1/jobs?limit=20`, init: () => ({ headers }) },
  ]
}

async function createAccount({ commandUrl, settings }: BenchSystem): Promise<string> {
  const email = 'ada.bench@example.com'
  const answer = await postJson(`${commandUrl}/api/v1/auth/create-first-admin`, {
    bootstrap_token: settings.BOOTSTRAP_ADMIN_TOKEN,
    email,
    password: PASSWORD,
    first_name: 'Ada',
    last_name: 'Bench',
  })
  if (answer !== 200 && answer !== 201) throw new Error(`Creating an account answered ${answer}`)
  return email
}

const logIn = ({ commandUrl }: BenchSystem, email: string) =>
  postJson(`${commandUrl}/api/v1/auth/login`, { email, password: PASSWORD })

async function postJson(url: string, body: object): Promise<number> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  await answer.arrayBuffer()
  return answer.status
}
