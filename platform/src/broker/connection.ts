import { type Channel, type ChannelModel, connect } from 'amqplib'
import type { Logger } from '../logging/logger.ts'

export type BrokerSession = {
  readonly model: ChannelModel
  /** Gives the connection up, so that everything is set up anew on the next one. */
  drop(reason: unknown): void
}

export type BrokerConnectionOptions = {
  url: string
  /** Shown by the broker beside the connection. */
  name: string
  logger: Logger
  /** Opens channels and declares what they need. Throwing counts as a lost connection. */
  setUp(session: BrokerSession): Promise<void>
  /** Called once for each session that ended, set up or not. */
  onLost?(): void
}

export type BrokerConnection = {
  start(): void
  stop(): Promise<void>
}

/** Seconds. Without heartbeats a broker that stopped answering is waited for for ever (reliability §6). */
const HEARTBEAT_S = 5
const CONNECT_TIMEOUT_MS = 5_000
const BACKOFF_MIN_MS = 100
const BACKOFF_MAX_MS = 2_000
/** A close that the broker does not answer is cut off after so long. */
const CLOSE_MS = 1_000

/** Keeps a connection to the broker, for ever and without ending the process: lost, it is opened and set up anew. */
export function createBrokerConnection(options: BrokerConnectionOptions): BrokerConnection {
  const { name, logger } = options
  let stopped = false
  let running: Promise<void> | undefined
  let end: () => void = () => {}

  const oneSession = async (model: ChannelModel): Promise<void> => {
    const lost = Promise.withResolvers<unknown>()
    const drop = lost.resolve
    model.on('error', drop)
    model.on('close', drop)
    end = () => drop(undefined)
    if (stopped) end()
    const failed = options.setUp({ model, drop }).then(
      () => new Promise<never>(() => {}),
      (error: unknown) => error,
    )
    const reason = await Promise.race([lost.promise, failed])
    if (!stopped) logger.warn({ connection: name, err: reason }, 'broker connection lost')
  }

  const run = async (): Promise<void> => {
    let backoff = BACKOFF_MIN_MS
    while (!stopped) {
      const since = Date.now()
      try {
        const model = await openConnection(options.url, name)
        try {
          await oneSession(model)
        } finally {
          await hangUp(model)
          options.onLost?.()
        }
      } catch (error) {
        logger.warn({ connection: name, err: error }, 'broker cannot be reached')
      }
      if (stopped) return
      // Only a session that lasted proves that the next one is worth an immediate try.
      if (Date.now() - since > BACKOFF_MAX_MS) backoff = BACKOFF_MIN_MS
      const { promise, resolve } = Promise.withResolvers<void>()
      end = resolve
      const timer = setTimeout(resolve, backoff)
      await promise
      clearTimeout(timer)
      backoff = Math.min(backoff * 2, BACKOFF_MAX_MS)
    }
  }

  return {
    start: () => {
      running ??= run()
    },
    stop: async () => {
      stopped = true
      end()
      await running
    },
  }
}

/** Opens a connection for one errand. */
export async function withBroker<T>(
  url: string,
  name: string,
  errand: (model: ChannelModel) => Promise<T>,
): Promise<T> {
  const model = await openConnection(url, name)
  model.on('error', () => {})
  try {
    return await errand(model)
  } finally {
    await hangUp(model)
  }
}

function openConnection(url: string, name: string): Promise<ChannelModel> {
  const address = new URL(url)
  address.searchParams.set('heartbeat', String(HEARTBEAT_S))
  return connect(address.href, {
    noDelay: true,
    timeout: CONNECT_TIMEOUT_MS,
    clientProperties: { connection_name: name },
  })
}

/**
 * Closes a channel, once all that was sent on it has reached the broker: closing only the connection overtakes
 * acknowledgements that still wait in the client.
 */
export const closeChannel = (channel: Channel): Promise<void> => bounded(() => channel.close())

async function bounded(close: () => Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, CLOSE_MS)
  close().then(resolve, () => resolve())
  await promise
  clearTimeout(timer)
}

async function hangUp(model: ChannelModel): Promise<void> {
  await bounded(() => model.close())
  // A half-open socket would otherwise wait for the kernel to give it up, and its heartbeats for an answer: both would
  // keep the process alive meanwhile.
  const { stream } = model.connection as unknown as { stream?: { destroy(error: Error): void } }
  stream?.destroy(new Error('given up'))
}
