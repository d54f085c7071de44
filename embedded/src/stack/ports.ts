import { createServer } from 'node:net'

/** Where a part wants to listen. */
export interface PortWish {
  /** The environment variable that sets it; named in messages. */
  name: string
  wanted: number
  /** The operator asked for this very port: another one would not be what was asked for. */
  explicit: boolean
  host?: string
  /** Told in one sentence when a default port had to be replaced. */
  report?: (sentence: string) => void
}

/**
 * The port to listen on: the wanted one when it is free. A default that is taken is replaced by a free one and
 * reported; an explicit one that is taken is an error that names its variable. An explicit 0 means "any free port".
 * The port is free when this returns, not reserved: who then fails to bind a default port asks again.
 */
export async function choosePort(wish: PortWish): Promise<number> {
  const host = wish.host ?? '127.0.0.1'
  const port = await bindOnce(wish.wanted, host)
  if (port !== undefined) return port
  if (wish.explicit) {
    throw Object.assign(
      new Error(`Port ${wish.wanted} is taken on ${host}: free it, or set ${wish.name} to another one.`),
      { code: 'EADDRINUSE' },
    )
  }
  const free = await bindOnce(0, host)
  if (free === undefined) throw new Error(`No free port on ${host}.`)
  wish.report?.(`Port ${wish.wanted} is taken, using ${free} (${wish.name}).`)
  return free
}

/** Reads a port variable: given means explicit. Throws a sentence that names the variable when it is no port. */
export function portWish(env: NodeJS.ProcessEnv, name: string, byDefault: number): PortWish {
  const text = env[name]
  if (text === undefined || text === '') return { name, wanted: byDefault, explicit: false }
  const wanted = Number(text)
  if (!/^\d+$/.test(text) || wanted > 65_535) throw new Error(`${name} must be a port (0 to 65535), not '${text}'.`)
  return { name, wanted, explicit: true }
}

/** The port that was bound (and freed again), undefined when it is taken. */
function bindOnce(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else if (error.code === 'EACCES') reject(new Error(`Listening on port ${port} is not allowed to this user.`))
      else reject(error)
    })
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })
}
