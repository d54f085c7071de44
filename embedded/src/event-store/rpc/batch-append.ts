import type { ServerDuplexStream } from '@grpc/grpc-js'
import { checkWritableName, countedBytes } from '../append-rules.ts'
import { refusalOf } from '../errors.ts'
import type { ProposedEvent } from '../event.ts'
import type { NodeContext } from '../node-context.ts'
import {
  type AppendOptions,
  type BatchAppendRequest,
  batchAppendSuccess,
  MissingMetadataProperty,
  readBatchAppendRequest,
  readProposedEvent,
} from '../wire/append-messages.ts'
import {
  type BatchAppendFailure,
  batchAccessDenied,
  batchAppendError,
  batchBadRequest,
  batchMaximumAppendSizeExceeded,
  batchStreamDeleted,
  batchTimeout,
  batchUnknown,
  batchWrongExpectedVersion,
} from '../wire/batch-append-errors.ts'
import { MalformedMessage } from '../wire/protobuf.ts'
import type { WriteOutcome } from '../write-command.ts'
import { WriterStopped } from '../writer.ts'
import { ResponseStream } from './response-stream.ts'

/** An append whose final chunk has not come yet. */
interface Unfinished {
  correlationId: Buffer
  options: AppendOptions
  events: ProposedEvent[]
  /** Counted against the limit of one append (§4.1). */
  size: number
  timer: NodeJS.Timeout | undefined
}

/** Bytes of undecided appends of one call above which the node stops reading from it (§11.2). */
const maxBytesInFlight = 32 * 1024 * 1024

/** `Streams/BatchAppend` (§4.6): many appends over one call, exactly one answer each. */
export function batchAppendHandler(node: NodeContext): (call: ServerDuplexStream<Buffer, Buffer>) => void {
  return (call) => {
    const batch = new BatchAppendCall(node, call)
    call.on('data', (bytes: Buffer) => batch.receive(bytes))
    call.on('end', () => batch.halfClose())
  }
}

class BatchAppendCall {
  private readonly node: NodeContext
  private readonly call: ServerDuplexStream<Buffer, Buffer>
  private readonly responses: ResponseStream
  private readonly unfinished = new Map<string, Unfinished>()
  /** Answered before their final chunk: the rest is dropped silently (§4.6). */
  private readonly discarded = new Set<string>()
  private undecided = 0
  private bytesInFlight = 0
  private isHalfClosed = false
  private isPaused = false

  constructor(node: NodeContext, call: ServerDuplexStream<Buffer, Buffer>) {
    this.node = node
    this.call = call
    this.responses = new ResponseStream(call)
    this.responses.onClose(node.calls.addStreaming((reason) => this.responses.fail(reason)))
    this.responses.onClose(() => {
      for (const { timer } of this.unfinished.values()) clearTimeout(timer)
      this.unfinished.clear()
    })
  }

  receive(bytes: Buffer): void {
    if (this.responses.closed) return
    try {
      this.take(readBatchAppendRequest(bytes), bytes.length)
    } catch (error) {
      this.responses.fail(refusalOf(error))
    }
  }

  halfClose(): void {
    this.isHalfClosed = true
    this.endWhenDone()
  }

  private take(request: BatchAppendRequest, size: number): void {
    const key = request.correlationId.toString('latin1')
    if (this.discarded.has(key)) {
      if (request.isFinal) this.discarded.delete(key)
      return
    }
    const append = this.unfinished.get(key) ?? this.begin(key, request)
    if (append === undefined) return // §4.6: a chunk without options for an unknown id
    const problem = this.addChunk(append, request)
    if (problem !== undefined) {
      this.refuse(key, append, problem, request.isFinal)
      return
    }
    if (request.isFinal) this.submit(key, append, size)
  }

  private begin(key: string, { correlationId, options, isFinal }: BatchAppendRequest): Unfinished | undefined {
    if (options === undefined) return undefined
    const append: Unfinished = { correlationId, options, events: [], size: 0, timer: undefined }
    if (!isFinal) {
      this.unfinished.set(key, append)
      // §4.6: the write timeout, or the requested deadline when it is nearer, until the final chunk is here.
      const { writeTimeoutMs } = this.node.limits
      const requestedMs = (options.deadlineMs ?? Number.POSITIVE_INFINITY) - this.node.now()
      append.timer = setTimeout(
        () => this.refuse(key, append, batchTimeout(), false),
        Math.max(0, Math.min(requestedMs, writeTimeoutMs)),
      )
    }
    return append
  }

  /** Takes the events of a chunk. Returns why the append cannot go on, if so. */
  private addChunk(append: Unfinished, request: BatchAppendRequest): BatchAppendFailure | undefined {
    const { options } = append
    if (options.deadlineMs !== undefined && options.deadlineMs <= this.node.now()) return batchTimeout()
    const badName = checkWritableName(options.stream)
    if (badName !== undefined) return badName === 'invalid' ? batchBadRequest('Bad stream name.') : batchAccessDenied()
    try {
      for (const bytes of request.events) {
        const event = readProposedEvent(bytes)
        append.events.push(event)
        append.size += countedBytes(event)
      }
    } catch (error) {
      if (error instanceof MissingMetadataProperty) return batchBadRequest('Events need a type and a content-type.')
      if (error instanceof MalformedMessage) return batchBadRequest(error.message)
      throw error
    }
    const { maxAppendBytes } = this.node.limits
    return append.size > maxAppendBytes ? batchMaximumAppendSizeExceeded(maxAppendBytes) : undefined
  }

  private submit(key: string, append: Unfinished, bytes: number): void {
    clearTimeout(append.timer)
    this.unfinished.delete(key)
    const { correlationId, options, events } = append
    this.undecided++
    this.flow(bytes)
    this.node.writer.submit(
      { kind: 'append', stream: options.stream, expected: options.expected, events },
      (error, outcome) => {
        // §11.4: the node stops, and with it this call, by a status: an answer now would be taken for a verdict.
        if (error instanceof WriterStopped && error.reason === 'shutdown') return
        this.undecided--
        this.flow(-bytes)
        // §1.5: only the server enforces the deadline. What it writes too late is found by the client's retry (§4.3).
        const isLate = options.deadlineMs !== undefined && options.deadlineMs <= this.node.now()
        if (outcome?.kind === 'written' && isLate) {
          this.send(batchAppendError(correlationId, options, batchTimeout()))
        } else if (outcome?.kind === 'written') {
          this.send(batchAppendSuccess(correlationId, options, outcome.revision, outcome.position))
        } else {
          if (outcome === undefined) refusalOf(error) // logs what is no known refusal
          this.send(batchAppendError(correlationId, options, failureOf(options, outcome)))
        }
        this.endWhenDone()
      },
      options.deadlineMs,
    )
  }

  private refuse(key: string, append: Unfinished, reason: BatchAppendFailure, isFinal: boolean): void {
    clearTimeout(append.timer)
    this.unfinished.delete(key)
    if (!isFinal) this.discarded.add(key)
    this.send(batchAppendError(append.correlationId, append.options, reason))
    this.endWhenDone()
  }

  private send(reply: Buffer): void {
    const drained = this.responses.write(reply)
    if (drained === undefined) return
    this.pause()
    drained.then(() => this.resumeIfAllowed())
  }

  /** Reads from the call only while its undecided appends are small enough and its replies are being taken. */
  private flow(bytes: number): void {
    this.bytesInFlight += bytes
    if (this.bytesInFlight > maxBytesInFlight) this.pause()
    else this.resumeIfAllowed()
  }

  private pause(): void {
    if (this.isPaused) return
    this.isPaused = true
    this.call.pause()
  }

  private resumeIfAllowed(): void {
    if (!this.isPaused || this.bytesInFlight > maxBytesInFlight || this.responses.isBlocked) return
    this.isPaused = false
    this.call.resume()
  }

  /** §4.6: after the client's half-close, OK only when every append has its answer. */
  private endWhenDone(): void {
    if (this.isHalfClosed && this.undecided === 0 && this.unfinished.size === 0) this.responses.end()
  }
}

function failureOf(options: AppendOptions, outcome: WriteOutcome | undefined): BatchAppendFailure {
  if (outcome?.kind === 'wrong-expected-version') return batchWrongExpectedVersion(options.expected, outcome.actual)
  if (outcome?.kind === 'stream-deleted') return batchStreamDeleted(options.stream)
  return outcome?.kind === 'timeout' ? batchTimeout() : batchUnknown()
}
