import { type Refusal, shuttingDown } from '../errors.ts'

/** Ends one open call with a status. */
export type EndCall = (reason: Refusal) => void

/** The calls that are open, so that a stopping node can end each in the way its client understands (§11.4). */
export class OpenCalls {
  private readonly streaming = new Set<EndCall>()
  private readonly short = new Set<EndCall>()
  private stopping = false

  /** Remembers a long-lived call: a subscription, a batch append stream. Returns the way to forget it. */
  addStreaming(end: EndCall): () => void {
    return this.add(this.streaming, end)
  }

  /** Remembers a unary or classic append call. Returns the way to forget it. */
  addShort(end: EndCall): () => void {
    return this.add(this.short, end)
  }

  /** Ends everything: short calls with UNAVAILABLE, streaming calls with the given reason; later calls at once. */
  endAll(streamingReason: Refusal): void {
    this.stopping = true
    for (const end of [...this.short]) end(shuttingDown())
    for (const end of [...this.streaming]) end(streamingReason)
    this.short.clear()
    this.streaming.clear()
  }

  get isStopping(): boolean {
    return this.stopping
  }

  private add(calls: Set<EndCall>, end: EndCall): () => void {
    calls.add(end)
    return () => calls.delete(end)
  }
}
