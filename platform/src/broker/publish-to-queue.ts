import type { ConfirmChannel, Message, Options } from 'amqplib'

const CONFIRM_TIMEOUT_MS = 10_000

/**
 * Puts a message into a queue and resolves once the broker has it there. Rejects when it was refused, when there is no
 * such queue, when the channel closed, or after 10 s: then it is unknown whether it arrived.
 */
export function publishToQueue(
  channel: ConfirmChannel,
  queue: string,
  content: Buffer,
  properties: Options.Publish,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let returned = false
    const onReturn = ({ fields }: Message) => {
      if (fields.routingKey === queue) returned = true
    }
    const settle = (error: unknown) => {
      clearTimeout(timer)
      channel.off('return', onReturn)
      if (error) reject(error)
      else if (returned) reject(new Error(`there is no queue ${queue}`))
      else resolve()
    }
    const timer = setTimeout(() => settle(new Error(`no confirm within ${CONFIRM_TIMEOUT_MS} ms`)), CONFIRM_TIMEOUT_MS)
    channel.on('return', onReturn)
    try {
      channel.sendToQueue(queue, content, { ...properties, persistent: true, mandatory: true }, settle)
    } catch (error) {
      settle(error)
    }
  })
}
