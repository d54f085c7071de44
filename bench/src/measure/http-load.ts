import autocannon from 'autocannon'

export type HttpLoad = {
  url: string
  method: 'GET' | 'POST'
  headers: Record<string, string>
  /** A fresh body for each request where each must differ. */
  body?: () => string
  connections: number
  seconds: number
}
export type HttpRound = { perSecond: number; p50: number; p99: number; requests: number; failed: number }

/** One round of load. A round with failed requests is no measurement and says so. */
export async function httpLoad({ url, method, headers, body, connections, seconds }: HttpLoad): Promise<HttpRound> {
  const instance = autocannon({
    url,
    connections,
    duration: seconds,
    timeout: 20,
    requests: [
      {
        method,
        headers,
        ...(body ? { setupRequest: (request: object) => ({ ...request, body: body() }) } : {}),
      },
    ],
  })
  const result = await instance
  return {
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    requests: result['2xx'],
    failed: result.non2xx + result.errors + result.timeouts,
  }
}
