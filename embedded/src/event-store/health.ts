import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface HealthEndpoint {
  port: number
  stop(): Promise<void>
}

/**
 * `GET /health/live` over HTTP on a port of its own (§9): 204, or the status asked for with `liveCode`, while `isReady()`,
 * else 503. Rejects when the port cannot be had.
 */
export function startHealthEndpoint(host: string, port: number, isReady: () => boolean): Promise<HealthEndpoint> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const isProbe = url.pathname === '/health/live' && (request.method === 'GET' || request.method === 'HEAD')
    response.statusCode = isProbe ? (isReady() ? liveCode(url) : 503) : 404
    response.end()
  })
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    server.listen(port, host, () =>
      resolve({ port: (server.address() as AddressInfo).port, stop: () => close(server) }),
    )
  })
}

function liveCode(url: URL): number {
  const asked = Number(url.searchParams.get('liveCode'))
  return Number.isInteger(asked) && asked >= 200 && asked < 600 ? asked : 204
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
