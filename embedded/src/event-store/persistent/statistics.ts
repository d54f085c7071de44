/** Counts of delivered messages as §7.4 reports them. */
export class RateStatistics {
  total = 0
  private readonly startedMs: number
  private countedBefore = 0

  constructor(nowMs: number) {
    this.startedMs = nowMs
  }

  add(): void {
    this.total++
  }

  averagePerSecond(nowMs: number): number {
    return Math.round(this.total / Math.max(1, (nowMs - this.startedMs) / 1000))
  }

  /** Messages since this was last asked. */
  sinceLastMeasurement(): number {
    const since = this.total - this.countedBefore
    this.countedBefore = this.total
    return since
  }
}

const maxSamples = 1000

/** How long messages took from sending to acknowledgement, over the last thousand of them. */
export class LatencyStatistics {
  private readonly samples: number[] = []
  private next = 0

  add(milliseconds: number): void {
    this.samples[this.next] = milliseconds
    this.next = (this.next + 1) % maxSamples
  }

  /** Names and whole milliseconds of §7.4; nothing before the first message was settled. */
  measurements(): [key: string, milliseconds: number][] {
    if (this.samples.length === 0) return []
    const sorted = [...this.samples].sort((a, b) => a - b)
    const mean = sorted.reduce((sum, sample) => sum + sample, 0) / sorted.length
    const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0
    const named: [string, number][] = [
      ['Mean', mean],
      ['Median', at(0.5)],
      ['Fastest', sorted[0] ?? 0],
      ['Quintile 1', at(0.2)],
      ['Quintile 2', at(0.4)],
      ['Quintile 3', at(0.6)],
      ['Quintile 4', at(0.8)],
      ['Quintile 5', at(1)],
      ['90%', at(0.9)],
      ['95%', at(0.95)],
      ['99%', at(0.99)],
      ['99.5%', at(0.995)],
      ['99.9%', at(0.999)],
      ['Highest', at(1)],
    ]
    return named.map(([key, value]) => [key, Math.round(value)])
  }
}
