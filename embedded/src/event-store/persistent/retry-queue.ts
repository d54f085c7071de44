import type { Message } from './message.ts'

/** Messages to send again: in log order, replays of parked messages behind them (§7.2). */
export class RetryQueue {
  private readonly messages: Message[] = []

  get size(): number {
    return this.messages.length
  }

  add(message: Message): void {
    let index = this.messages.length
    while (index > 0 && comesBefore(message, this.messages[index - 1]!)) index--
    this.messages.splice(index, 0, message)
  }

  /** The messages in the order they should be sent. */
  [Symbol.iterator](): Iterator<Message> {
    return this.messages[Symbol.iterator]()
  }

  remove(message: Message): void {
    const index = this.messages.indexOf(message)
    if (index >= 0) this.messages.splice(index, 1)
  }

  /** Lowest sequence of the source among the waiting messages, or undefined. */
  lowestSequence(): number | undefined {
    return this.messages.find(({ isReplay }) => !isReplay)?.sequence
  }
}

function comesBefore(one: Message, other: Message): boolean {
  if (one.isReplay !== other.isReplay) return other.isReplay
  return one.sequence < other.sequence
}
