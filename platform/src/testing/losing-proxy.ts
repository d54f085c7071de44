import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

export type LosingProxy = {
  port: number
  /** The next `count` writes reach the server, and their answers get lost on the way back. */
  loseReplies(count: number): void
  stop(): Promise<void>
}

/** An HTTP proxy in front of a loopback server that can lose the answers of writes. */
export async function startLosingProxy(targetPort: number): Promise<LosingProxy> {
  let toLose = 0
  const server = createServer((incoming, outgoing) => {
    const loses = incoming.method === 'PUT' && toLose > 0
    if (loses) toLose -= 1
    const { method, url: path, headers } = incoming
    const forwarded = request({ host: '127.0.0.1', port: targetPort, method, path, headers }, (answer) => {
      if (loses) {
        answer.resume().on('end', () => incoming.socket.destroy())
        return
      }
      outgoing.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(outgoing)
    })
    forwarded.on('error', () => incoming.socket.destroy())
    incoming.pipe(forwarded)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    loseReplies: (count) => {
      toLose = count
    },
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
