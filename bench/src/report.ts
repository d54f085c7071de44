import { type Figure, isClear } from './measure/statistics.ts'

export type Line = {
  measure: string
  contender: string
  unit: string
  figure: Figure
  /** What the ratio is against; absent on the yardstick's own line. */
  baseline: Figure | undefined
  p50Ms?: number
  p99Ms?: number
  cpuUs?: number
}

export type Report = {
  date: string
  node: string
  cpu: string
  cores: number
  rounds: number
  seconds: number
  connections: number
  amqp: boolean
  memory: Record<string, number>
  lines: readonly Line[]
}

/** The report for people: ratios against the yardstick of the same run, with the range of the rounds. */
export function toMarkdown(report: Report): string {
  const rows = report.lines.map((line) => {
    const { figure, baseline } = line
    const ratio = baseline
      ? `${(figure.median / baseline.median).toFixed(2)}×${isClear(figure, baseline) ? '' : ' (ranges touch)'}`
      : '1'
    const tail = line.p99Ms === undefined ? '' : `p99 ${round(line.p99Ms)} ms`
    const extra = line.cpuUs === undefined ? tail : `${line.p50Ms} / ${line.p99Ms} ms, ${Math.round(line.cpuUs)} µs`
    return `| ${line.measure} | ${line.contender} | ${round(figure.median)} [${round(figure.min)}..${round(figure.max)}] ${line.unit} | ${ratio} | ${extra} |`
  })
  const memory = Object.entries(report.memory)
    .map(([name, mib]) => `${name} ${mib} MiB`)
    .join(', ')
  return `# Bench of ${report.date}

Node ${report.node}, ${report.cores} × ${report.cpu}. ${report.rounds} interleaved rounds of ${report.seconds} s, one warm-up before them; ${
    report.amqp ? 'RabbitMQ on the same machine' : 'without RabbitMQ, so no relay'
  }. Load generator, servers and baseline share the cores, so ratios count, not rates.

| measure | contender | median [min..max] | ratio | p50 / p99, CPU per request |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

Resident memory after the HTTP load: ${memory}.
`
}

const round = (value: number): string => (value >= 100 ? String(Math.round(value)) : value.toFixed(1))
