import { type HttpRound, httpLoad } from '../measure/http-load.ts'
import { processUsage } from '../measure/process-usage.ts'
import type { BenchSystem } from '../system.ts'
import { sampleOffer } from './sample-offer.ts'

export type Contender = {
  name: string
  /** Processes whose CPU time the request costs. */
  pids: readonly number[]
  run(connections: number, seconds: number): Promise<HttpRound>
}
/** The same work by the yardstick and by us, in one or several ways. */
export type Workload = { name: string; baseline: Contender; ours: readonly Contender[] }

let number = 0
const offerBody = () => JSON.stringify(sampleOffer(number++))

export function httpWorkloads(system: BenchSystem, ids: { ours: string; baseline: string }): Workload[] {
  const { commandUrl, queryUrl, baselineUrl, pids } = system
  const headers = { authorization: `Bearer ${system.token}` }
  const json = { ...headers, 'content-type': 'application/json' }
  const post =
    (url: string, more: Record<string, string> = {}) =>
    (connections: number, seconds: number) =>
      httpLoad({
        url: `${url}/api/v1/jobs`,
        method: 'POST',
        headers: { ...json, ...more },
        body: offerBody,
        connections,
        seconds,
      })
  const get = (url: string) => (connections: number, seconds: number) =>
    httpLoad({ url, method: 'GET', headers, connections, seconds })
  const baseline = [pids.baseline!]
  const command = [pids['command-api']!, pids.projectors!]
  const query = [pids['query-api']!]
  return [
    {
      name: 'command: create a job offer',
      baseline: { name: 'express-crud POST', pids: baseline, run: post(baselineUrl) },
      ours: [
        { name: 'answer when readable', pids: command, run: post(commandUrl) },
        { name: 'Prefer: respond-async', pids: command, run: post(commandUrl, { prefer: 'respond-async' }) },
      ],
    },
    {
      name: 'query: one offer by id',
      baseline: { name: 'express-crud GET', pids: baseline, run: get(`${baselineUrl}/api/v1/jobs/${ids.baseline}`) },
      ours: [{ name: 'GET by id', pids: query, run: get(`${queryUrl}/api/v1/jobs/${ids.ours}`) }],
    },
    {
      name: 'query: list of 20 with total',
      baseline: { name: 'express-crud list', pids: baseline, run: get(`${baselineUrl}/api/v1/jobs?limit=20`) },
      ours: [{ name: 'GET list', pids: query, run: get(`${queryUrl}/api/v1/jobs?limit=20`) }],
    },
  ]
}

/** CPU microseconds a request cost the given processes while `work` ran. */
export async function withCpu<T extends HttpRound>(
  pids: readonly number[],
  work: () => Promise<T>,
): Promise<T & { cpuUs: number }> {
  const used = () => pids.reduce((sum, pid) => sum + processUsage(pid).cpuSeconds, 0)
  const before = used()
  const round = await work()
  return { ...round, cpuUs: ((used() - before) * 1e6) / Math.max(1, round.requests) }
}
