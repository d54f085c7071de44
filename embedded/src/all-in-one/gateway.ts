import type { RequestListener } from 'node:http'

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * One origin for both sides, as the reverse proxy does it in production: reads go to the query API, everything else to
 * the command API (recruitment-clients, "one origin").
 */
export const createGateway =
  (sides: { command: RequestListener; query: RequestListener }): RequestListener =>
  (request, response) =>
    (READS.has(request.method ?? '') ? sides.query : sides.command)(request, response)
