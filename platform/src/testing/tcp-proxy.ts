import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export type TcpProxy = {
  readonly port: number
  /** Connections made so far. */
  connections(): number
  /** Connections tried so far, refused ones included. */
  attempts(): number
  /** Connections that are open now. */
  open(): number
  /** Cuts all connections, as a killed peer would. */
  cut(): void
  /** Cuts and refuses connections, or takes them again. */
  setReachable(reachable: boolean): void
  /** Holds back all answers of the present connections, for ever. */
  silence(): void
  stop(): Promise<void>
}

/** A wire between a client and a server that can be damaged. */
export async function startTcpProxy(host: string, port: number): Promise<TcpProxy> {
  const pairs = new Set<readonly [client: Socket, server: Socket]>()
  let reachable = true
  let attempts = 0
  let count = 0

  const cut = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy()
  }
  const door = createServer((client) => {
    attempts += 1
    if (!reachable) return client.destroy()
    count += 1
    const server = connect({ host, port })
    const pair = [client, server] as const
    pairs.add(pair)
    for (const socket of pair) {
      socket.setNoDelay(true)
      socket.on('error', () => {})
      socket.on('close', () => {
        pairs.delete(pair)
        client.destroy()
        server.destroy()
      })
    }
    client.pipe(server)
    server.pipe(client)
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))

  return {
    port: (door.address() as AddressInfo).port,
    connections: () => count,
    attempts: () => attempts,
    open: () => pairs.size,
    cut,
    setReachable: (value) => {
      reachable = value
      if (!value) cut()
    },
    silence: () => {
      for (const [client, server] of pairs) server.unpipe(client)
    },
    stop: async () => {
      cut()
      await new Promise((resolve) => door.close(resolve))
    },
  }
}
