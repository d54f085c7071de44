import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export type TcpProxy = {
  port: number
  /** Connections that were tried since the start. */
  attempts(): number
  /** Connections that are open now. */
  open(): number
  /** Cuts every connection and lets no new one through. */
  goDown(): void
  comeUp(): void
  stop(): Promise<void>
}

/** A server's port that can be away for a while, as seen by its clients. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  let down = false
  let attempts = 0
  const sockets = new Set<Socket>()
  const server = createServer((incoming) => {
    attempts += 1
    if (down) return void incoming.destroy()
    const outgoing = connect(targetPort, '127.0.0.1')
    sockets.add(incoming)
    for (const [socket, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        other.destroy()
        sockets.delete(incoming)
      })
      socket.pipe(other)
    }
  })
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    attempts: () => attempts,
    open: () => sockets.size,
    goDown: () => {
      down = true
      cut()
    },
    comeUp: () => {
      down = false
    },
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      cut()
      await closed
    },
  }
}
