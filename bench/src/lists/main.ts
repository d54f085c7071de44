/**
 * `npm run bench:lists -- [--requests 300] [--rounds 5] [--applications 100000] [--out NAME]`: the same lists on 1,000 applications
 * and on many more, request by request in turn; the result is a table of ratios in `bench/results/`.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startThrowAwayPostgres } from '@one-hcm/embedded/stack/test-postgres'
import { testTokens } from '@one-hcm/platform/testing/test-api'
import { type Figure, figureOf } from '../measure/statistics.ts'
import { type FilledReads, fillReads } from './filled-reads.ts'
import { type ListQuery, listQueries, pageAfter, recruiter } from './list-queries.ts'

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '300' },
    rounds: { type: 'string', default: '5' },
    applications: { type: 'string', default: '100000' },
    out: { type: 'string', default: 'lists' },
  },
})
const [requests, rounds, applications] = [Number(values.requests), Number(values.rounds), Number(values.applications)]
/** What a list of many may take, of the time of one of 1,000. */
const AT_MOST = 1.5

const userId = '00000000-0000-4000-8000-00000000ad31'
const sessionId = '00000000-0000-4000-8000-000000005e55'
const token = (as: ListQuery['as']) =>
  testTokens.issue({ userId: as === 'admin' ? userId : recruiter, role: as, sessionId })

/** Milliseconds of one request, its answer read. */
async function timed({ api }: FilledReads, path: string, authorization: string): Promise<number> {
  const since = performance.now()
  const response = await api.call(path, { headers: { authorization } })
  const body = await response.text()
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${body.slice(0, 200)}`)
  return performance.now() - since
}

type Measured = { name: string; held: boolean; small: Figure; large: Figure; ratio: Figure; p99: [number, number] }

async function measure(query: Omit<ListQuery, 'path'>, paths: [string, string]): Promise<Measured> {
  const authorization = `Bearer ${token(query.as)}`
  const medians: [number[], number[]] = [[], []]
  const all: [number[], number[]] = [[], []]
  for (let round = -1; round < rounds; round++) {
    const times: [number[], number[]] = [[], []]
    // What is only shown may be slow: a few requests say as much.
    const each = query.held ? requests : Math.ceil(requests / 10)
    for (let request = 0; request < (round < 0 ? 10 : each); request++)
      for (const side of [0, 1] as const)
        times[side].push(await timed(side === 0 ? small : large, paths[side], authorization))
    if (round < 0) continue
    for (const side of [0, 1] as const) {
      medians[side].push(figureOf(times[side]).median)
      all[side].push(...times[side])
    }
  }
  const p99 = all.map((times) => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)]!) as [number, number]
  const ratio = figureOf(medians[1].map((one, round) => one / medians[0][round]!))
  return { name: query.name, held: query.held, small: figureOf(medians[0]), large: figureOf(medians[1]), ratio, p99 }
}

async function cursorInTheMiddle(reads: FilledReads): Promise<string> {
  const path = `/api/v1/applications?limit=20&skip=${Math.floor(reads.size.applications / 2)}`
  const answer = await reads.api.call(path, { headers: { authorization: `Bearer ${token('admin')}` } })
  return pageAfter(path, ((await answer.json()) as { next_cursor: string }).next_cursor)
}

const ms = (figure: Figure) => `${figure.median.toFixed(2)} [${figure.min.toFixed(2)}..${figure.max.toFixed(2)}]`

function toMarkdown(lines: readonly Measured[]): string {
  const rows = lines.map(
    ({ name, held, small, large, ratio, p99 }) =>
      `| ${name} | ${ms(small)} | ${ms(large)} | ${p99.map((one) => one.toFixed(1)).join(' / ')} | ${ratio.median.toFixed(2)} [${ratio.min.toFixed(2)}..${ratio.max.toFixed(2)}] | ${held ? (ratio.median <= AT_MOST ? 'yes' : '**no**') : ''} |`,
  )
  const sizes = [small, large].map(
    ({ size, eventsPerSecond }) =>
      `- ${size.applications} applications for ${size.offers} offers by ${size.candidates} candidates: projected with all tallies at ${Math.round(eventsPerSecond)} events/s, one process`,
  )
  return `# Lists of ${applications} applications

${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? '?'}. Milliseconds of one request over HTTP, one at a
time, its answer read: the median of ${requests} requests (a tenth of them where nothing is held), and the range over ${rounds} rounds. Requests on both sizes take turns, on one PostgreSQL
server, in one process. A list is held to ${AT_MOST} times the time of its small sibling.

${sizes.join('\n')}

| list | 1,000, ms | ${applications}, ms | p99 | ratio | held |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`
}

const now = Date.now()
const server = await startThrowAwayPostgres()
const fill = (schema: string, count: number, offers: number) =>
  fillReads(
    server.url(),
    schema,
    { applications: count, candidates: Math.ceil(count / 2), offers, recruiters: 10 },
    now,
  )
const small = await fill('small', 1_000, 20)
const large = await fill('large', applications, Math.ceil(applications / 500))
try {
  const lines: Measured[] = []
  const run = async (query: Omit<ListQuery, 'path'>, paths: [string, string]) => {
    const measured = await measure(query, paths)
    lines.push(measured)
    console.log(
      `${measured.name}: ${ms(measured.small)} ms, ${ms(measured.large)} ms, ratio ${measured.ratio.median.toFixed(2)}`,
    )
  }
  for (const query of listQueries) await run(query, [query.path(small.size), query.path(large.size)])
  await run({ name: 'a page by cursor, in the middle', held: true, as: 'admin' }, [
    await cursorInTheMiddle(small),
    await cursorInTheMiddle(large),
  ])
  const folder = join(import.meta.dirname, '../../results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, `${values.out}.json`),
    `${JSON.stringify({ applications, requests, rounds, lines }, null, 2)}\n`,
  )
  writeFileSync(join(folder, `${values.out}.md`), toMarkdown(lines))
  console.log(toMarkdown(lines))
  const slow = lines.filter(({ held, ratio }) => held && ratio.median > AT_MOST)
  if (slow.length > 0) process.exitCode = 1
} finally {
  await small.stop()
  await large.stop()
  await server.stop()
}
