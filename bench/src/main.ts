/**
 * `npm run bench -- [--rounds 3] [--seconds 5] [--connections 64] [--out NAME] [--only TEXT] [--profile DIR]`: every workload beside its yardstick in
 * the same run, in interleaved rounds; the result is a table of ratios in `bench/results/`. Without AMQP_URL the relay is
 * left out, and the table says so.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createExporter } from '@one-hcm/etl-worker/export-entity'
import { exportAll } from '@one-hcm/etl-worker/operations/export-all'
import { createDocumentStore } from '@one-hcm/platform/blobs/document-store'
import { createLakeStore } from '@one-hcm/platform/blobs/lake-store'
import { openFoundation } from '@one-hcm/platform/lifecycle/foundation'
import { createLogger } from '@one-hcm/platform/logging/logger'
import { processUsage } from './measure/process-usage.ts'
import { type Figure, figureOf } from './measure/statistics.ts'
import { type Line, toMarkdown } from './report.ts'
import { startBenchSystem } from './system.ts'
import { hashingWorkload } from './workloads/hashing.ts'
import { httpWorkloads, withCpu } from './workloads/http.ts'
import { sampleOffer } from './workloads/sample-offer.ts'
import {
  barePutRate,
  bareQuorumRate,
  bareUpsertRate,
  catchUpRead,
  rebuildRate,
  relayRate,
} from './workloads/streams.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '64' },
    out: { type: 'string', default: 'latest' },
    /** Folder for a CPU profile of each process. */
    profile: { type: 'string' },
    /** Only workloads whose name contains this. */
    only: { type: 'string', default: '' },
  },
})
const [rounds, seconds, connections] = [Number(values.rounds), Number(values.seconds), Number(values.connections)]
const say = (line: string) => console.log(line)

const system = await startBenchSystem(values.profile)
const lines: Line[] = []
try {
  const created = await Promise.all(
    [system.commandUrl, system.baselineUrl].map(async (url) => {
      // A list needs something to show: a page and a half of offers on both sides.
      let id = ''
      for (let number = 0; number < 30; number++) {
        const answer = await fetch(`${url}/api/v1/jobs`, {
          method: 'POST',
          headers: { authorization: `Bearer ${system.token}`, 'content-type': 'application/json' },
          body: JSON.stringify(sampleOffer(number)),
        })
        if (answer.status !== 201)
          throw new Error(`Creating an offer at ${url} answered ${answer.status}: ${await answer.text()}`)
        id = ((await answer.json()) as { id: string }).id
      }
      return id
    }),
  )
  const workloads = httpWorkloads(system, { ours: created[0]!, baseline: created[1]! })

  for (const workload of workloads.filter(({ name }) => name.includes(values.only))) {
    for (const atOnce of [1, connections]) {
      const contenders = [workload.baseline, ...workload.ours]
      const figures = contenders.map(() => ({
        rate: [] as number[],
        p50: [] as number[],
        p99: [] as number[],
        cpu: [] as number[],
      }))
      for (let round = -1; round < rounds; round++)
        for (const [index, contender] of contenders.entries()) {
          const warmUp = round < 0
          const measured = await withCpu(contender.pids, () => contender.run(atOnce, warmUp ? 2 : seconds))
          if (measured.failed > 0) throw new Error(`${contender.name}: ${measured.failed} requests failed`)
          if (warmUp) continue
          figures[index]!.rate.push(measured.perSecond)
          figures[index]!.p50.push(measured.p50)
          figures[index]!.p99.push(measured.p99)
          figures[index]!.cpu.push(measured.cpuUs)
        }
      for (const [index, contender] of contenders.entries()) {
        const of = (values: number[]): Figure => figureOf(values)
        const line: Line = {
          measure: `${workload.name}, ${atOnce} at once`,
          contender: contender.name,
          unit: 'req/s',
          figure: of(figures[index]!.rate),
          baseline: index === 0 ? undefined : of(figures[0]!.rate),
          p50Ms: of(figures[index]!.p50).median,
          p99Ms: of(figures[index]!.p99).median,
          cpuUs: of(figures[index]!.cpu).median,
        }
        lines.push(line)
        say(
          `${line.measure} | ${line.contender}: ${Math.round(line.figure.median)} req/s, p50 ${line.p50Ms} ms, p99 ${line.p99Ms} ms, ${Math.round(line.cpuUs!)} us CPU`,
        )
      }
    }
  }
  if ('logins'.includes(values.only)) {
    const { lines: routes, logins } = await hashingWorkload(system, created[0]!, { rounds, seconds })
    for (const { route, idle, during } of routes) {
      const measure = `p50 of ${route}`
      lines.push({
        measure,
        contender: 'idle',
        unit: 'ms',
        figure: idle.p50,
        baseline: undefined,
        p99Ms: idle.p99.median,
      })
      const contender = '50 logins at once'
      lines.push({ measure, contender, unit: 'ms', figure: during.p50, baseline: idle.p50, p99Ms: during.p99.median })
      say(
        `${measure} | ${during.p50.median.toFixed(2)} ms during logins, ${idle.p50.median.toFixed(2)} ms idle, ` +
          `${(during.p50.median / idle.p50.median).toFixed(2)}×; p99 ${during.p99.median.toFixed(1)} ms during, ${idle.p99.median.toFixed(1)} ms idle`,
      )
    }
    say(`logins: ${logins.served} served, ${logins.refused} told to come again`)
  }

  const memory = Object.fromEntries(
    Object.entries(system.pids).map(([name, pid]) => [name, Math.round(processUsage(pid).rssMib)]),
  )

  say(`resident memory, MiB: ${JSON.stringify(memory)}`)
  if (values.only !== '') process.exit(await system.stop().then(() => 0))
  const foundation = openFoundation(system.settings, createLogger({ level: 'warn', service: 'bench' }))
  try {
    const compare = async (
      measure: string,
      contender: string,
      yardstick: string,
      unit: string,
      ours: () => Promise<number>,
      bare: () => Promise<number>,
    ) => {
      const [mine, theirs]: [number[], number[]] = [[], []]
      for (let round = 0; round < rounds; round++) {
        theirs.push(await bare())
        mine.push(await ours())
      }
      lines.push({ measure, contender: yardstick, unit, figure: figureOf(theirs), baseline: undefined })
      lines.push({ measure, contender, unit, figure: figureOf(mine), baseline: figureOf(theirs) })
      say(
        `${measure} | ${contender}: ${Math.round(figureOf(mine).median)} ${unit}, ${yardstick}: ${Math.round(figureOf(theirs).median)}`,
      )
    }
    const { events } = await catchUpRead(foundation)
    say(`the log holds ${events} events`)
    await compare(
      'projection rebuild',
      'rebuild through gRPC',
      'read $all through the client',
      'rows/s',
      () => rebuildRate(foundation),
      async () => (await catchUpRead(foundation)).perSecond,
    )
    await compare(
      'projection rebuild against bare upserts',
      'rebuild through gRPC',
      'pg unnest upsert, 500 rows',
      'rows/s',
      () => rebuildRate(foundation),
      () => bareUpsertRate(foundation, 20_000),
    )
    const amqpUrl = process.env.AMQP_URL
    if (amqpUrl)
      await compare(
        'relay',
        'log to quorum queue, confirmed',
        'bare quorum queue, 256 in flight',
        'messages/s',
        () => relayRate(foundation, amqpUrl),
        () => bareQuorumRate(amqpUrl, 20_000),
      )
    else say('relay: left out, AMQP_URL is not set')
    let container = 0
    await compare(
      'raw export',
      'fresh export of the log',
      'bare puts of 1.5 KB, 8 at once',
      'files/s',
      async () => {
        const lake = createLakeStore({
          connectionString: system.settings.AZURE_STORAGE_CONNECTION_STRING,
          container: `bench-lake-${container++}`,
        })
        await lake.ensureReady()
        const documents = createDocumentStore({
          connectionString: system.settings.AZURE_STORAGE_CONNECTION_STRING,
          container: system.settings.DOCUMENTS_CONTAINER,
          keys: foundation.keys,
        })
        const since = performance.now()
        const report = await exportAll({
          log: limited(foundation.log, 2_000),
          exporter: createExporter({ log: foundation.log, documents, lake }),
        })
        return (report.files.written * 1000) / (performance.now() - since)
      },
      () => barePutRate(foundation, 2_000),
    )
  } finally {
    await foundation.close()
  }

  const report = {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    cpu: cpus()[0]?.model ?? '?',
    cores: cpus().length,
    rounds,
    seconds,
    connections,
    amqp: process.env.AMQP_URL !== undefined,
    memory,
    lines,
  }
  const folder = join(import.meta.dirname, '../results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${values.out}.json`), `${JSON.stringify(report, null, 2)}\n`)
  writeFileSync(join(folder, `${values.out}.md`), toMarkdown(report))
  say(toMarkdown(report))
} finally {
  await system.stop()
}

/** The first events of the log only: an export of them is long enough to measure. */
function limited(
  log: { readAll: import('@one-hcm/platform/event-store/event-log').EventLog['readAll'] },
  events: number,
) {
  let left = events
  return {
    readAll: async (range: Parameters<typeof log.readAll>[0]) => {
      if (left <= 0) return { decoded: [], last: undefined }
      const page = await log.readAll({ ...range, limit: Math.min(range.limit, left) })
      left -= page.decoded.length
      return page
    },
  }
}
