import type { ServerDuplexStream, ServerWritableStream } from '@grpc/grpc-js'
import type { Refusal } from '../errors.ts'

type Call = ServerWritableStream<unknown, Buffer> | ServerDuplexStream<unknown, Buffer>

/**
 * The sending side of a streaming call with the rules of §11.2: after a full `write` wait for drain or cancellation, fail
 * exactly once, write nothing behind the end, clean up exactly once.
 */
export class ResponseStream {
  private readonly call: Call
  private isClosed = false
  private wake: (() => void) | undefined
  private blocked: Promise<void> | undefined
  private readonly cleanups: (() => void)[] = []

  constructor(call: Call) {
    this.call = call
    call.on('drain', () => this.wakeWriter())
    // §11.2: also emitted after a normal end; `close` makes both the same.
    call.on('cancelled', () => this.close())
    call.on('error', () => this.close())
  }

  /** Whether nothing can be sent any more. */
  get closed(): boolean {
    return this.isClosed
  }

  /** Runs when the call is over, however it ends. */
  onClose(cleanup: () => void): void {
    if (this.isClosed) cleanup()
    else this.cleanups.push(cleanup)
  }

  /** Whether the client has not taken what was written: wait before writing more. */
  get isBlocked(): boolean {
    return this.blocked !== undefined
  }

  /** Sends a message. Returns a promise to wait for before the next one when the client is slow. */
  write(message: Buffer): Promise<void> | undefined {
    if (this.isClosed || this.call.write(message)) return undefined
    this.blocked ??= new Promise((resolve) => {
      this.wake = resolve
    })
    return this.blocked
  }

  /** Ends the call with OK. */
  end(): void {
    if (this.isClosed) return
    this.close()
    this.call.end()
  }

  /** Ends the call with a status. */
  fail(reason: Refusal): void {
    if (this.isClosed) return
    this.close()
    this.call.emit('error', reason)
  }

  private wakeWriter(): void {
    const wake = this.wake
    this.wake = undefined
    this.blocked = undefined
    wake?.()
  }

  private close(): void {
    if (this.isClosed) return
    this.isClosed = true
    this.wakeWriter()
    for (const cleanup of this.cleanups.splice(0)) cleanup()
  }
}
